import { withoutUndefined } from '../../../shared/json';
import { createContact as createNewContact } from '../../api/duplicates';
import { keysOfPerson } from '../../api/people';
import { checkedAttributes, customAttributesFrom } from '../attributes/custom-attributes';
import { attributeMapper, customAttributesField } from '../attributes/fields';
import { contactAttributesIn } from '../attributes/place';
import { inboxes } from '../inbox/kind';
import { hintDifferences } from '../kinds/differences';
import { name, newFieldProperties, newFieldsFrom, usual } from '../kinds/fields';
import { locatorOf } from '../kinds/kind';
import { operation } from '../operation/operation';
import { contactOf, detailFields } from '../people/details';
import { emailField, identifierField, nameField, phoneField } from '../people/identity';
import { avatarField, avatarFrom } from '../records/avatars';
import { contacts, sessionOutput } from './kind';

const attributes = contactAttributesIn('additionalFields');

const sourceIdField = name('source_id', {
	displayName: 'Source ID',
	name: 'sourceId',
	description:
		'The ID of the session in the inbox, for example the ID of the chat in another system. Chatwoot makes one when it is left out.',
});

const fields = [
	...usual([nameField, emailField, phoneField]),
	identifierField,
	...detailFields,
	sourceIdField,
];

export const createContact = operation({
	name: 'Create',
	value: 'create',
	action: 'Create contact',
	description: 'Create a new contact, with a session in an inbox if wanted',
	fields: newFieldProperties(
		fields,
		[
			locatorOf(
				inboxes,
				'An inbox in which the contact can be talked to. Optional: gives the contact a session there, whose source ID is in the output.',
			),
			attributeMapper(attributes),
		],
		[customAttributesField('contact'), avatarField],
	),
	simplify: true,
	async read(param, context) {
		const values = newFieldsFrom(fields, param);
		const { name, email, phone_number, identifier, source_id } = values;
		if (Object.keys(withoutUndefined({ name, email, phone_number, identifier })).length === 0) {
			param.refuse(
				'name',
				'is empty',
				'Give a name, an e-mail address, a phone number or an identifier.',
			);
		}
		const inbox_id = param.optionalId('inbox');
		if (source_id !== undefined && inbox_id === undefined) {
			param.refuse(
				'additionalFields.sourceId',
				'needs an inbox',
				'Choose an inbox, or leave the source ID out.',
			);
		}
		return {
			contact: { ...contactOf(values), ...withoutUndefined({ inbox_id }) },
			custom: customAttributesFrom(param, attributes),
			avatar: await avatarFrom(context, 'additionalFields'),
		};
	},
	orderKey: ({ param }) => keysOfPerson(newFieldsFrom(fields, param))[0],
	async act({ api, param, input: { contact: fields, custom, avatar }, shown, hint }) {
		const custom_attributes = await checkedAttributes(param, api, attributes, custom);
		const wanted = withoutUndefined({ ...fields, custom_attributes });
		const { contact, contact_inbox } = await api.turns.take(
			keysOfPerson(wanted),
			async () => await createNewContact(api, wanted, avatar),
		);
		hintDifferences(hint, `contact ${contact.id}`, wanted, contact);
		const { source_id, inbox } = contact_inbox;
		const session = source_id !== null && inbox ? sessionOutput({ source_id, inbox }) : {};
		return { ...shown(contacts, contact), ...session };
	},
});
