import { visible } from '../../shared/text';
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
 * An address as the server stores it, in lower case and without invisible characters, which would make it
 * another one. Undefined when it would be refused.
 */
export function parseEmail(text: string): string | undefined {
	const address = visible(text);
	return EMAIL.test(address) ? address.toLowerCase() : undefined;
}

/** How an error text names a contact. */
export function nameOf({ id, name }: Pick<Contact, 'id' | 'name'>): string {
	return `contact ${id}${name ? ` (${name})` : ''}`;
}
