import type { Bindings } from '../judge/bindings';
import { withWorldKey } from './callers';
import type { TwakeExchange } from './recording';

const LONG_TEXT = /^(.*)\.\.\.\[(\d+) characters in all\]$/s;
const PART = /^multipart\/form-data, one part "(.+)", filename (.+), (.+), (\d+) bytes$/;

/** The body of a recorded request, with what the recording only describes written out again. */
export function bodyOf(
	{ body, bodyText, headers = {} }: TwakeExchange['request'],
	bindings: Bindings,
): string | undefined {
	if (body !== undefined) return JSON.stringify(bindings.apply(lengthen(body)));
	if (bodyText === undefined) return undefined;
	const type = Object.entries(headers).find(([name]) => /^content-type$/i.test(name))?.[1] ?? '';
	const boundary = /boundary=(\S+)/.exec(type)?.[1];
	const part = PART.exec(bodyText);
	if (boundary && part) return multipart(boundary, part);
	return bindings.string(/urlencoded/.test(type) ? withWorldKey(bodyText) : bodyText);
}

function multipart(boundary: string, [, name, filename, type, size]: string[]): string {
	return [
		`--${boundary}`,
		`Content-Disposition: form-data; name="${name}"; filename="${filename}"`,
		`Content-Type: ${type}`,
		'',
		'x'.repeat(Number(size)),
		`--${boundary}--`,
		'',
	].join('\r\n');
}

/**
 * Long texts are recorded as their beginning and length (twake.md [114]); what matters is the
 * length.
 */
export function lengthen(value: unknown): unknown {
	if (typeof value === 'string') {
		const [, start, length] = LONG_TEXT.exec(value) ?? [];
		// The shown part is the beginning of something that was repeated.
		const unit = start && /^(.+?)\1/s.exec(start)?.[1];
		return unit ? unit.repeat(Number(length)).slice(0, Number(length)) : value;
	}
	if (Array.isArray(value)) return value.map(lengthen);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, lengthen(v)]));
}

/** A long text of an answer as the recording shows it, if that shows so much of it. */
export function shorten(text: string, recorded: string): string {
	const [, start] = LONG_TEXT.exec(recorded) ?? [];
	if (start === undefined) return text;
	return `${text.slice(0, start.length)}...[${text.length} characters in all]`;
}
