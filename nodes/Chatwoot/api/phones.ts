import { visible } from '../../shared/text';
import { numberingPlan } from './numbering-plans';

/** Phone numbers, as people and other systems write them and as the server keeps them. */

/**
 * E.164. The server's own check accepts `tel:+1...` and never finds it again (chatwoot.md §17.12).
 */
const PHONE = /^\+[1-9]\d{1,14}$/;

/** A phone number as the server stores and finds it. Undefined when it is not in E.164 form. */
export function parsePhone(text: string): string | undefined {
	const trimmed = text.trim();
	return PHONE.test(trimmed) ? trimmed : undefined;
}

/** The number by which WhatsApp identifies somebody, possibly with a device. */
const WHATSAPP_ID = /^([1-9]\d+)(:\d+)?@(s\.whatsapp\.net|c\.us)$/i;

/**
 * A phone number as people and other systems write it, if its country is certain: after a plus or
 * 00, in a WhatsApp ID, or with so many digits that they must include a country code.
 */
export function readPhone(text: string): string | undefined {
	const typed = visible(text);
	const isCertain =
		/^((tel|whatsapp):)?\s*(\+|00)/i.test(typed) ||
		/^[1-9]\d{11,14}$/.test(typed) ||
		WHATSAPP_ID.test(typed);
	return isCertain ? suggestPhone(typed) : undefined;
}

/**
 * The number that was probably meant: with spaces, dashes, brackets or `00`, or a WhatsApp ID,
 * which lacks the plus. With fewer than eleven digits the country code may be missing.
 */
export function suggestPhone(text: string): string | undefined {
	const named = visible(text)
		.replace(/^(tel|whatsapp):/i, '')
		.replace(WHATSAPP_ID, '+$1');
	const digits = withoutPunctuation(named);
	const number = digits.replace(/^00/, '+');
	return parsePhone(/^[1-9]\d{10,}$/.test(number) ? `+${number}` : number);
}

/**
 * Part of a phone number as the server stores it: without the characters that people write between
 * digits.
 */
export function partOfPhone(text: string): string | undefined {
	const isNumber = /^\+?[\s\p{Pd}./()]*\d[\d\s\p{Pd}./()]*$/u.test(visible(text));
	return isNumber ? text.replace(/[^+\d]/g, '') : undefined;
}

/**
 * A number as people of a country write it for each other, with or without what they dial before
 * it. Undefined when it fits no number of the country, or could be two different ones.
 */
export function readNationalPhone(text: string, country: string): string | undefined {
	const plan = numberingPlan(country);
	const digits = withoutPunctuation(text);
	if (!plan || !/^\d+$/.test(digits)) return undefined;
	const { code, trunk, shape } = plan;
	const others = digits.startsWith(code) ? [digits.slice(code.length)] : [];
	// So many digits include a country code.
	const own =
		digits.length < 12 || digits.startsWith('0') ? [digits, digits.replace(trunk, '')] : [];
	const numbers = new Set([...own, ...others].filter((number) => shape.test(number)));
	return numbers.size === 1 ? parsePhone(`+${code}${[...numbers][0]}`) : undefined;
}

function withoutPunctuation(text: string): string {
	return visible(text)
		.replace(/\(0\)/g, '')
		.replace(/[\s\p{Pd}./()]/gu, '');
}
