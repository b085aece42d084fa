import type { INodeProperties } from 'n8n-workflow';
import type { Unique } from '../../api/people';
import { OTHER_MATCHES } from '../../api/upsert';
import { upsertContact } from '../../api/upsert';
import { attributeMapper, checkedAttributes } from '../attributes/custom-attributes';
import { avatarFrom } from '../records/avatars';
import type { ChatwootContext, Operation } from '../operation/types';
import { accountLocator, simplifyField } from '../fields';
import { contactOutput } from '../contact/kind';
import { detailsFrom, identityFrom } from './details';
import { detailFields, identifierField, identityFields } from './fields';

const KEYS = ['email', 'identifier', 'phoneNumber'] as const;

const ATTRIBUTES: Record<(typeof KEYS)[number], Unique> = {
	email: 'email',
	identifier: 'identifier',
	phoneNumber: 'phone_number',
};

const matchField: INodeProperties = {
	displayName: 'Match By',
	name: 'matchBy',
	type: 'options',
	options: [
		{ name: 'Email', value: 'email' },
		{ name: 'Identifier', value: 'identifier', description: 'The ID in another system' },
		{ name: 'Phone Number', value: 'phoneNumber' },
	],
	default: 'email',
	description:
		'Which value tells whether the contact exists: email, identifier or phoneNumber. The contact with exactly this value is changed; without one a contact is created.',
};

const otherMatchField: INodeProperties = {
	displayName: 'If Two Contacts Match',
	name: 'otherMatch',
	type: 'options',
	options: [
		{
			name: 'Refuse',
			value: 'refuse',
			description: 'Change nothing and name the other contact',
		},
		{
			name: 'Treat as the Same Person',
			value: 'same',
			description:
				'Use the other contact, or merge it into the one that was found. Merging cannot be undone.',
		},
	],
	default: 'refuse',
	description:
		'What to do when, for example, the e-mail address finds one contact and the phone number another: refuse or same',
};

export const createOrUpdateContact: Operation = {
	name: 'Create or Update',
	value: 'createOrUpdate',
	action: 'Create or update a contact',
	description:
		'Create a new contact, or update the current one if it already exists (upsert); says which it did',
	properties: [
		accountLocator,
		matchField,
		...identityFields,
		identifierField,
		otherMatchField,
		attributeMapper('contact_attribute'),
		simplifyField,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: detailFields.filter(({ name }) => name !== 'identifier'),
		},
	],
	orderKey({ param }) {
		const { key, identity } = personFrom(param);
		return `${key} ${identity[key]}`;
	},
	async run(context) {
		const { param, baseUrl, account } = context;
		const { key, identity } = personFrom(param);
		const otherMatch = param.choice('otherMatch', OTHER_MATCHES);
		const details = detailsFrom(param);
		const avatar = await avatarFrom(context, 'additionalFields');
		const api = await account();
		const { custom_attributes: given, ...others } = { ...identity, ...details };
		const custom = await checkedAttributes(param, api, 'contact_attribute', given);
		const fields = { ...others, ...(custom && { custom_attributes: custom }) };
		const { contact, result, merged } = await upsertContact(api, {
			key,
			fields,
			avatar,
			otherMatch,
		});
		const shown = param.boolean('simplify')
			? contactOutput(contact, { baseUrl, account: api.id })
			: contact;
		return { ...shown, result, ...(merged.length > 0 && { merged }) };
	},
};

/** Everything that identifies the person, with the attribute that decides. */
function personFrom(param: ChatwootContext['param']) {
	const by = param.choice('matchBy', KEYS);
	const identity = identityFrom(param, { identifier: 'identifier' });
	const key = ATTRIBUTES[by];
	if (!identity[key]) param.refuse(by, 'is empty, but the contact is to be matched by it');
	return { key, identity };
}
