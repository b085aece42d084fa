import { email, field, name, text } from '../kinds/fields';
import type { Field } from '../kinds/fields';

/** The identity of a contact: its name, and the values that are unique in an account. */

export const nameField = text('name', {
	displayName: 'Name',
	name: 'name',
	placeholder: 'e.g. Jane Roe',
	description: 'The full name of the person',
});

export const emailField = email('email', {
	displayName: 'Email',
	name: 'email',
	description: 'The e-mail address of the person. Only one contact of an account can have it.',
});

export const phoneField = field(
	'phone_number',
	{
		displayName: 'Phone Number',
		name: 'phoneNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. +491721234567',
		description:
			'The phone number in international form: a plus, the country code and the number. Blanks and brackets do not matter; 00 and IDs of WhatsApp such as 5511987654321@s.whatsapp.net are understood. Only one contact of an account can have it.',
	},
	(param, path) => param.phone(path),
);

export const identifierField = name('identifier', {
	displayName: 'Identifier',
	name: 'identifier',
	placeholder: 'e.g. customer-1042',
	description:
		'The ID of the person in another system, for example a customer number. Letter case matters; only one contact of an account can have it.',
});

export const identityFields: Field[] = [nameField, emailField, phoneField, identifierField];
