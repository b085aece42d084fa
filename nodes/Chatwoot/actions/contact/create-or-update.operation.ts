import type { INodeProperties } from 'n8n-workflow';
import { withoutUndefined } from '../../../shared/json';
import { keysOfPerson } from '../../api/people';
import { OTHER_MATCHES, upsertContact } from '../../api/upsert';
import { checkedAttributes, customAttributesFrom } from '../attributes/custom-attributes';
import { attributeMapper, customAttributesField } from '../attributes/fields';
import { contactAttributesIn } from '../attributes/place';
import { hintDifferences } from '../kinds/differences';
import { newFieldProperties, newFieldsFrom, usual } from '../kinds/fields';
import { operation } from '../operation/operation';
import type { ChatwootParameters } from '../parameters/parameters';
import { contactOf, detailFields } from '../people/details';
import { findByField, UNIQUE_WAYS, uniqueFrom, whatsappVariantsField } from '../people/find-by';
import { identityFields } from '../people/identity';
import { avatarField, avatarFrom } from '../records/avatars';
import { contacts } from './kind';

const attributes = contactAttributesIn('additionalFields');
const fields = [...usual(identityFields), ...detailFields];

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

export const createOrUpdateContact = operation({
	name: 'Create or Update',
	value: 'createOrUpdate',
	action: 'Create or update contact',
	description:
		'Create a new contact, or update the current one if it already exists (upsert); says which it did',
	fields: [
		findByField(
			UNIQUE_WAYS,
			'Which value tells whether the contact exists. The contact with exactly this value is changed; without one a contact is created',
		),
		...newFieldProperties(
			fields,
			[whatsappVariantsField, otherMatchField, attributeMapper(attributes)],
			[customAttributesField('contact'), avatarField],
		),
	],
	simplify: true,
	orderKey: ({ param }) => keysOfPerson({ [keyFrom(param).attribute]: keyFrom(param).value })[0],
	read: async (param, context) => ({
		key: keyFrom(param).attribute,
		otherForm: keyFrom(param).other,
		fields: contactOf(newFieldsFrom(fields, param)),
		custom: customAttributesFrom(param, attributes),
		avatar: await avatarFrom(context, 'additionalFields'),
		otherMatch: param.choice('otherMatch', OTHER_MATCHES),
	}),
	async act({ api, param, input: { custom, fields, ...wanted }, shown, hint }) {
		const custom_attributes = await checkedAttributes(param, api, attributes, custom);
		const all = withoutUndefined({ ...fields, custom_attributes });
		const { contact, result, merged } = await upsertContact(api, { ...wanted, fields: all });
		hintDifferences(hint, `contact ${contact.id}`, all, contact);
		return { ...shown(contacts, contact), result, ...(merged.length > 0 && { merged }) };
	},
});

/** The attribute that identifies the contact. */
function keyFrom(param: ChatwootParameters) {
	return uniqueFrom(param, param.choice('findBy', UNIQUE_WAYS));
}
