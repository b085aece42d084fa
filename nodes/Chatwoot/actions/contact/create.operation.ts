import type { NewContact } from '../../api/contacts';
import { createContact as createNewContact } from '../../api/duplicates';
import { attributeMapper, checkedAttributes } from '../attributes/custom-attributes';
import { avatarFrom } from '../records/avatars';
import type { Operation } from '../operation/types';
import { accountLocator, inboxLocator, simplifyField } from '../fields';
import { contactOutput, sessionOutput } from '../contact/kind';
import { detailsFrom, identityFrom } from './details';
import { detailFields, identityFields } from './fields';

export const createContact: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a contact',
	description: 'Create a new contact, with a session in an inbox if wanted',
	properties: [
		accountLocator,
		...identityFields,
		inboxLocator(
			'An inbox in which the contact can be talked to. Optional: gives the contact a session there, whose source ID is in the output.',
		),
		attributeMapper('contact_attribute'),
		simplifyField,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				...detailFields,
				{
					displayName: 'Source ID',
					name: 'sourceId',
					type: 'string',
					default: '',
					description:
						'The ID of the session in the inbox, for example the ID of the chat in another system. Chatwoot makes one when it is left out.',
				},
			],
		},
	],
	orderKey({ param }) {
		const { phone_number, email, identifier } = identityFrom(param);
		return phone_number ?? email ?? identifier;
	},
	async run(context) {
		const { param, baseUrl, account } = context;
		const identity = identityFrom(param);
		if (Object.keys(identity).length === 0) {
			param.refuse(
				'name',
				'is empty',
				'Give a name, an e-mail address, a phone number or an identifier.',
			);
		}
		const inbox = param.optionalId('inbox');
		const sourceId = param.trimmed('additionalFields.sourceId');
		if (sourceId !== undefined && inbox === undefined) {
			param.refuse(
				'additionalFields.sourceId',
				'needs an inbox',
				'Choose an inbox, or leave the source ID out.',
			);
		}
		const avatar = await avatarFrom(context, 'additionalFields');
		const fields: NewContact = {
			...identity,
			...detailsFrom(param),
			...(inbox !== undefined && { inbox_id: inbox }),
			...(sourceId !== undefined && { source_id: sourceId }),
		};
		const api = await account();
		fields.custom_attributes = await checkedAttributes(
			param,
			api,
			'contact_attribute',
			fields.custom_attributes,
		);
		const { contact, contact_inbox } = await createNewContact(api, fields, avatar);
		const { source_id, inbox: place } = contact_inbox;
		const session = source_id !== null && place ? sessionOutput({ source_id, inbox: place }) : {};
		const result = param.boolean('simplify')
			? contactOutput(contact, { baseUrl, account: api.id })
			: contact;
		return { ...result, ...session };
	},
};
