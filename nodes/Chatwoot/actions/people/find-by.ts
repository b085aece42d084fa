import type { INodeProperties } from 'n8n-workflow';
import type { Unique } from '../../api/people';
import type { KnownPerson } from '../../api/person';
import { otherWhatsappForm } from '../../api/whatsapp-variants';
import type { ChatwootParameters } from '../parameters/parameters';
import type { Field } from '../kinds/fields';
import { emailField, identifierField, phoneField } from './identity';

/** How a single contact is found. */

const WAYS = {
	contact: { name: 'Contact', description: 'From the list, or by its ID' },
	email: { name: 'Email' },
	identifier: {
		name: 'Identifier',
		description: 'The ID of the person in another system, such as a customer number',
	},
	phoneNumber: { name: 'Phone Number' },
	session: { name: 'Session', description: 'The source ID in an inbox' },
};
type Way = keyof typeof WAYS;

/** The unique attributes of a contact, by way of finding, with the names of their fields. */
export const UNIQUE_FIELDS = {
	email: emailField,
	identifier: identifierField,
	phoneNumber: phoneField,
};
export type UniqueWay = keyof typeof UNIQUE_FIELDS;
export const UNIQUE_WAYS = Object.keys(UNIQUE_FIELDS) as UniqueWay[];

export function findByField(ways: readonly Way[], description: string): INodeProperties {
	return {
		displayName: 'Find Contact By',
		name: 'findBy',
		type: 'options',
		options: ways.map((value) => ({ ...WAYS[value], value })),
		default: 'email',
		description: `${description}: ${ways.slice(0, -1).join(', ')} or ${ways[ways.length - 1]}`,
	};
}

/** Shown when this way of finding is chosen. */
export function shownFor(way: Way, property: INodeProperties): INodeProperties {
	return { ...property, displayOptions: { show: { findBy: [way] } } };
}

export const whatsappVariantsField: INodeProperties = shownFor('phoneNumber', {
	displayName: 'Match WhatsApp Variants',
	name: 'matchWhatsappVariants',
	type: 'boolean',
	default: false,
	description:
		'Whether a contact with the other form of the number is the same one: with or without the 9 of Brazil and Argentina and the 1 of Mexico. Its number stays as it is.',
});

/** The value to find a contact by; refused when it is empty. */
export function uniqueFrom(param: ChatwootParameters, way: UniqueWay): KnownPerson {
	const { key, read }: Field = UNIQUE_FIELDS[way];
	const value = read(param, way) as string | undefined;
	if (value === undefined) param.refuse(way, 'is empty, but the contact is to be found by it');
	const matchesBothForms = way === 'phoneNumber' && param.boolean('matchWhatsappVariants');
	const other = matchesBothForms ? otherWhatsappForm(value) : undefined;
	return { attribute: key as Unique, value: value, ...(other !== undefined && { other }) };
}
