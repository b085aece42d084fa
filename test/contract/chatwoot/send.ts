import type { Bindings } from '../judge/bindings';
import type { RecordedRequest } from './recording';

export interface Sent {
	status: number;
	type: string | null;
	location: string | null;
	text: string;
	json?: unknown;
}

const OF_THE_CONNECTION = ['host', 'content-length', 'connection'];

/** Sends a recorded request with the ids that the server under test uses. */
export async function send(
	request: RecordedRequest,
	base: string,
	bindings: Bindings,
): Promise<Sent> {
	const headers = Object.fromEntries(
		Object.entries(request.headers)
			.filter(([name]) => !OF_THE_CONNECTION.includes(name))
			.map(([name, value]) => [name, bindings.string(String(value))]),
	);
	const body = bodyOf(request, bindings);
	if (body instanceof FormData) delete headers['content-type'];
	const path = request.path.replace(/^http:\/\/chatwoot\.test/, '');
	const response = await fetch(base + bindings.path(path), {
		method: request.method,
		headers,
		body,
		redirect: 'manual',
	});
	const text = await response.text();
	return {
		status: response.status,
		type: response.headers.get('content-type'),
		location: response.headers.get('location'),
		text,
		json: parse(text),
	};
}

function bodyOf({ body }: RecordedRequest, bindings: Bindings): string | FormData | undefined {
	if (body?.json !== undefined) return JSON.stringify(bindings.apply(body.json));
	if (body?.raw !== undefined) return bindings.string(String(body.raw));
	if (!body?.form) return undefined;
	const form = new FormData();
	for (const [key, value] of body.form) {
		if (typeof value === 'string') {
			form.append(key, String(bindings.apply(value, key.replace(/\[.*?\]/g, ''))));
			continue;
		}
		const { base64, size, type, file } = value;
		const bytes = base64 ? Buffer.from(base64, 'base64') : new Uint8Array(size);
		form.append(key, new Blob([bytes], { type }), file);
	}
	return form;
}

export function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
