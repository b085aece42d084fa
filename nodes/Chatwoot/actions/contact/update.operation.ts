import type { INodeProperties } from 'n8n-workflow';
import { withoutUndefined } from '../../../shared/json';
import { quote } from '../../../shared/text';
import type { ContactChange } from '../../api/contacts';
import { updateContact as changeContact } from '../../api/duplicates';
import { keysOfPerson } from '../../api/people';
import { checkedAttributes, customAttributesFrom } from '../attributes/custom-attributes';
import { attributeMapper, customAttributesField } from '../attributes/fields';
import { contactAttributesIn } from '../attributes/place';
import { hintDifferences } from '../kinds/differences';
import { changeProperties, changesFrom, refuseNoChange } from '../kinds/fields';
import { operation } from '../operation/operation';
import type { ChatwootParameters } from '../parameters/parameters';
import { contactOf, detailFields } from '../people/details';
import { identityFields } from '../people/identity';
import { avatarField, avatarFrom } from '../records/avatars';
import { contacts } from './kind';

const attributes = contactAttributesIn('updateFields');
const fields = [...identityFields, ...detailFields];

const clearField: INodeProperties = {
	displayName: 'Clear Fields',
	name: 'clear',
	type: 'multiOptions',
	options: [
		{ name: 'Email', value: 'email' },
		{ name: 'Identifier', value: 'identifier' },
		{ name: 'Name', value: 'name' },
		{ name: 'Phone Number', value: 'phoneNumber' },
	],
	default: [],
	description:
		'Fields to empty: email, identifier, name, phoneNumber. To remove custom attributes, use Delete Custom Attributes.',
};

export const updateContact = operation({
	name: 'Update',
	value: 'update',
	action: 'Update contact',
	description: 'Change fields of a contact; attributes are merged into those that it has',
	on: contacts,
	fields: [
		...changeProperties(fields, [clearField, customAttributesField('contact'), avatarField]),
		attributeMapper(attributes),
	],
	simplify: true,
	async read(param, context) {
		const values = contactOf(changesFrom(fields, param));
		const changes = { ...values, ...clearedFrom(param, values) };
		const custom = customAttributesFrom(param, attributes);
		const avatar = await avatarFrom(context, 'updateFields');
		if (!custom && !avatar) refuseNoChange(param, changes);
		return { changes, custom, avatar };
	},
	async act({ api, id, param, input: { changes, custom, avatar }, shown, hint }) {
		const custom_attributes = await checkedAttributes(param, api, attributes, custom);
		const change = withoutUndefined({ ...changes, custom_attributes });
		const contact = await api.turns.take(
			keysOfPerson(change),
			async () => await changeContact(api, id, change, avatar),
		);
		hintDifferences(hint, `contact ${contact.id}`, change, contact);
		return shown(contacts, contact);
	},
});

/** The fields to empty; refused for a field that also gets a value. */
function clearedFrom(param: ChatwootParameters, values: ContactChange): ContactChange {
	const path = 'updateFields.clear';
	const cleared = param.names(path).map((name) => {
		const found = identityFields.find(({ property }) => property.name === name);
		if (!found) {
			const possible = identityFields.map(({ property }) => property.name).sort();
			return param.refuse(
				path,
				`holds ${quote(name)}`,
				`Possible values are ${possible.join(', ')}.`,
			);
		}
		if (Object.hasOwn(values, found.key)) {
			param.refuse(path, `holds "${name}", which is given a value as well`);
		}
		return [found.key, null];
	});
	return Object.fromEntries(cleared) as ContactChange;
}
