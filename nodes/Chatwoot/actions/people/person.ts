import type { INodeProperties } from 'n8n-workflow';
import { byName } from '../../../shared/fields';
import type { NewContact } from '../../api/contacts';
import { keysOfPerson } from '../../api/people';
import type { Person } from '../../api/person';
import { customAttributesFrom } from '../attributes/custom-attributes';
import { attributeMapper, customAttributesField } from '../attributes/fields';
import { contactAttributesIn } from '../attributes/place';
import { contacts } from '../contact/kind';
import { propertyOf, valuesIn } from '../kinds/fields';
import { keyOf, locatorOf } from '../kinds/kind';
import type { ChatwootContext } from '../operation/types';
import type { ChatwootParameters } from '../parameters/parameters';
import {
	findByField,
	shownFor,
	UNIQUE_FIELDS,
	UNIQUE_WAYS,
	uniqueFrom,
	whatsappVariantsField,
} from './find-by';
import { identityFields } from './identity';

/** How parameters name a contact that may have to be found or created first. */

const WAYS = ['contact', ...UNIQUE_WAYS] as const;

/** Whom to write to. */
export const personFields: INodeProperties[] = [
	findByField(WAYS, 'By what the contact is known. It is found by exactly this value'),
	shownFor('contact', locatorOf(contacts, 'The contact, as in the output "id" of a contact')),
	...UNIQUE_WAYS.map((way) => shownFor(way, UNIQUE_FIELDS[way].property)),
];

/** The parameters for custom attributes of a contact to be created. */
export const NEW_ATTRIBUTES = contactAttributesIn('newContact');

const whenCreating = { show: { createContact: [true], findBy: UNIQUE_WAYS } };

/** How the contact is looked for, and what is given to one that has to be created. */
export const newContactFields: INodeProperties[] = [
	whatsappVariantsField,
	{
		displayName: 'Create Contact If Missing',
		name: 'createContact',
		type: 'boolean',
		default: true,
		displayOptions: { show: { findBy: UNIQUE_WAYS } },
		description: 'Whether to create the contact when there is none. When off, the item fails then.',
	},
	{
		displayName: 'New Contact',
		name: 'newContact',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description:
			'What the contact is given when it has to be created. An existing contact is not changed.',
		displayOptions: whenCreating,
		options: byName([customAttributesField('contact'), ...identityFields.map(propertyOf)]),
	},
	{ ...attributeMapper(NEW_ATTRIBUTES), displayOptions: whenCreating },
];

export function personFrom(param: ChatwootParameters): Person {
	const way = param.choice('findBy', WAYS);
	return way === 'contact' ? { id: param.id('contact') } : uniqueFrom(param, way);
}

/** The contact to create in `inbox` if none is found; undefined when none should be created. */
export function newContactFrom(
	param: ChatwootParameters,
	person: Person,
	inbox: number,
): NewContact | undefined {
	if ('id' in person || !param.boolean('createContact')) return undefined;
	const custom_attributes = customAttributesFrom(param, NEW_ATTRIBUTES);
	return {
		...valuesIn('newContact', identityFields, param),
		...(custom_attributes && { custom_attributes }),
		[person.attribute]: person.value,
		inbox_id: inbox,
	};
}

/** The keys of a person, both as named by the parameters and as the contact that may be created. */
export function keysOf(person: Person, fresh: NewContact = {}): string[] {
	if ('id' in person) return [keyOf(contacts, person.id)];
	return keysOfPerson({ ...fresh, [person.attribute]: person.value });
}

/** Items about the same person run one after another. */
export function personKey({ param }: Pick<ChatwootContext, 'param'>): string {
	return keysOf(personFrom(param))[0];
}
