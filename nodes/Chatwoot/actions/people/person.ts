import type { INodeProperties } from 'n8n-workflow';
import { UNIQUE } from '../../api/people';
import type { NewContact } from '../../api/contacts';
import type { Unique } from '../../api/people';
import type { Person } from '../../api/reach';
import { attributeMapper, customAttributesFrom } from '../attributes/custom-attributes';
import { identifierField } from '../contact/fields';
import type { ChatwootContext } from '../operation/types';
import { contactLocator, customAttributesField } from '../fields';
import type { ChatwootParameters } from '../parameters/parameters';

/** How a contact is named where it may have to be found or made first. */

const WAYS = ['contact', 'email', 'identifier', 'phoneNumber'] as const;
type Way = (typeof WAYS)[number];

const ATTRIBUTES: Record<Exclude<Way, 'contact'>, Unique> = {
	email: 'email',
	identifier: 'identifier',
	phoneNumber: 'phone_number',
};

const emailField: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	placeholder: 'name@email.com',
	default: '',
	description: 'The e-mail address of the person. The contact with exactly this address is meant.',
};

const phoneField: INodeProperties = {
	displayName: 'Phone Number',
	name: 'phoneNumber',
	type: 'string',
	default: '',
	placeholder: '+491721234567',
	description:
		'The phone number of the person in international form: a plus, the country code and the number, digits only',
};

const shownFor = (way: Way, property: INodeProperties): INodeProperties => ({
	...property,
	displayOptions: { show: { findBy: [way] } },
});

export const personFields: INodeProperties[] = [
	{
		displayName: 'Find Contact By',
		name: 'findBy',
		type: 'options',
		options: [
			{ name: 'Contact', value: 'contact', description: 'From the list, or by its ID' },
			{ name: 'Email', value: 'email' },
			{
				name: 'Identifier',
				value: 'identifier',
				description: 'The ID of the person in another system, such as a customer number',
			},
			{ name: 'Phone Number', value: 'phoneNumber' },
		],
		default: 'email',
		description:
			'By what the contact is known: contact, email, identifier or phoneNumber. It is found by exactly this value.',
	},
	shownFor('contact', contactLocator('The contact, as in the output "id" of a contact')),
	shownFor('email', emailField),
	shownFor('identifier', identifierField),
	shownFor('phoneNumber', phoneField),
	{
		displayName: 'Create Contact If Missing',
		name: 'createContact',
		type: 'boolean',
		default: true,
		displayOptions: { show: { findBy: ['email', 'identifier', 'phoneNumber'] } },
		description: 'Whether to create the contact when there is none. When off, the item fails then.',
	},
];

/** Where the custom attributes of a contact to be created stand, as JSON and as typed fields. */
export const NEW_ATTRIBUTES = ['newContact.customAttributes', 'newContactAttributes'] as const;

const whenCreating = {
	show: { createContact: [true], findBy: ['email', 'identifier', 'phoneNumber'] },
};

/** What a contact that has to be created is given besides the value it is found by. */
const newContactField: INodeProperties = {
	displayName: 'New Contact',
	name: 'newContact',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	description:
		'What the contact is given when it has to be created. An existing contact is not changed.',
	displayOptions: whenCreating,
	options: [
		customAttributesField('contact'),
		{ ...emailField, description: 'The e-mail address of the person' },
		identifierField,
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'Jane Roe',
			description: 'The full name of the person',
		},
		{ ...phoneField, description: 'The phone number of the person in international form' },
	],
};

export const newContactFields: INodeProperties[] = [
	newContactField,
	{
		...attributeMapper('contact_attribute', 'New Contact > Custom Attributes', {
			name: NEW_ATTRIBUTES[1],
			displayName: 'Custom Attributes of New Contact',
		}),
		displayOptions: whenCreating,
	},
];

export function personFrom(param: ChatwootParameters): Person {
	const way = param.choice('findBy', WAYS);
	if (way === 'contact') return { id: param.id('contact') };
	const readers = {
		email: () => param.email('email'),
		identifier: () => param.trimmed('identifier'),
		phoneNumber: () => param.phone('phoneNumber'),
	};
	const value = readers[way]();
	if (value === undefined) return param.refuse(way, 'is empty');
	return { attribute: ATTRIBUTES[way], value };
}

/** The contact to create in `inbox` when nobody is found; undefined when none is to be created. */
export function newContactFrom(
	param: ChatwootParameters,
	person: Person,
	inbox: number,
): NewContact | undefined {
	if ('id' in person || !param.boolean('createContact')) return undefined;
	const given = {
		name: param.optionalText('newContact.name'),
		email: param.email('newContact.email'),
		phone_number: param.phone('newContact.phoneNumber'),
		identifier: param.trimmed('newContact.identifier'),
		custom_attributes: customAttributesFrom(param, ...NEW_ATTRIBUTES),
		[person.attribute]: person.value,
	};
	const entries = Object.entries(given).filter(([, value]) => value !== undefined);
	return { ...Object.fromEntries(entries), inbox_id: inbox };
}

/** The person as a lock: items about the same person run one after another. */
export const personKey = ({ param }: ChatwootContext): string => {
	const person = personFrom(param);
	return 'id' in person ? `contact ${person.id}` : `${person.attribute} ${person.value}`;
};

/** The keys under which a person may be reached at the same time by other items. */
export function keysOf(person: Person, fresh: NewContact | undefined): string[] {
	if ('id' in person) return [];
	const all: NewContact = { ...fresh, [person.attribute]: person.value };
	return (Object.keys(UNIQUE) as Unique[]).flatMap((attribute) =>
		all[attribute] === undefined ? [] : [`${attribute} ${all[attribute]}`],
	);
}
