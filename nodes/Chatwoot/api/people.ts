import type { Contact } from './types';
import { commonWhatsappForm } from './whatsapp-variants';

/** Attributes that are unique per contact in an account, with the names that people use. */
export const UNIQUE = {
	email: 'email',
	phone_number: 'phone number',
	identifier: 'identifier',
} as const;
export type Unique = keyof typeof UNIQUE;

/**
 * The keys under which work on a person takes turns: one for each of these attributes that is
 * given.
 */
export function keysOfPerson(fields: Partial<Record<Unique, unknown>>): string[] {
	const attributes = Object.keys(UNIQUE) as Unique[];
	return attributes.flatMap((attribute) => {
		const value = fields[attribute];
		if (typeof value !== 'string') return [];
		return [`${attribute} ${attribute === 'phone_number' ? commonWhatsappForm(value) : value}`];
	});
}

/** What the server accepts as an e-mail address; `a@localhost` passes (chatwoot.md [130]). */
const EMAIL = /^[^@\s]+@[^@\s]+$/;

/**
 * E.164. The server's own check accepts `tel:+1...` and never finds it again (chatwoot.md §17.12).
 */
const PHONE = /^\+[1-9]\d{1,14}$/;

/** An address as the server stores it: trimmed, lower case. Undefined when it would be refused. */
export function parseEmail(text: string): string | undefined {
	const trimmed = text.trim();
	return EMAIL.test(trimmed) ? trimmed.toLowerCase() : undefined;
}

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
	const trimmed = text.trim();
	const isCertain =
		/^((tel|whatsapp):)?\s*(\+|00)/i.test(trimmed) ||
		/^[1-9]\d{11,14}$/.test(trimmed) ||
		WHATSAPP_ID.test(trimmed);
	return isCertain ? suggestPhone(trimmed) : undefined;
}

/**
 * The number that was probably meant: with spaces, dashes, brackets or `00`, or a WhatsApp ID,
 * which lacks the plus. With fewer than eleven digits the country code may be missing.
 */
export function suggestPhone(text: string): string | undefined {
	const digits = text
		.trim()
		.replace(/^(tel|whatsapp):/i, '')
		.replace(WHATSAPP_ID, '+$1')
		.replace(/\(0\)/g, '')
		.replace(/[\s\-./()]/g, '');
	const number = digits.replace(/^00/, '+');
	return parsePhone(/^[1-9]\d{10,}$/.test(number) ? `+${number}` : number);
}

/**
 * Part of a phone number as the server stores it: without the characters that people write between
 * digits.
 */
export function partOfPhone(text: string): string | undefined {
	const isNumber = /^\+?[\s\-./()]*\d[\d\s\-./()]*$/.test(text.trimStart());
	return isNumber ? text.replace(/[^+\d]/g, '') : undefined;
}

/** How an error text names a contact. */
export function nameOf({ id, name }: Pick<Contact, 'id' | 'name'>): string {
	return `contact ${id}${name ? ` (${name})` : ''}`;
}
