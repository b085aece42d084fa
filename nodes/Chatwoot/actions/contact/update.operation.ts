import type { INodeProperties } from 'n8n-workflow';
import { quote } from '../../../shared/text';
import type { ContactChange } from '../../api/contacts';
import { updateContact as changeContact } from '../../api/duplicates';
import { attributeMapper, checkedAttributes } from '../attributes/custom-attributes';
import { avatarFrom } from '../records/avatars';
import type { Operation } from '../operation/types';
import { accountLocator, contactLocator, simplifyField } from '../fields';
import { contactOutput } from '../contact/kind';
import type { ChatwootParameters } from '../parameters/parameters';
import { refuseNoChange, updateFields } from '../kinds/fields';
import { detailsFrom, identityFrom } from './details';
import { detailFields, identityFields } from './fields';
import { contactKey } from './key';

const AT = 'updateFields.';

/** Fields that can be emptied, by the name of their parameter. */
const CLEARABLE = {
	email: 'email',
	identifier: 'identifier',
	name: 'name',
	phoneNumber: 'phone_number',
} as const;

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
		'Fields to empty: email, identifier, name, phoneNumber. Custom attributes are taken away by Delete Custom Attributes.',
};

const byName = (one: INodeProperties, other: INodeProperties) =>
	one.displayName.localeCompare(other.displayName);

export const updateContact: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update a contact',
	description: 'Change fields of a contact; attributes are merged into those that it has',
	properties: [
		accountLocator,
		contactLocator('The contact to change'),
		updateFields([clearField, ...identityFields, ...detailFields].sort(byName)),
		attributeMapper('contact_attribute', 'Update Fields > Custom Attributes'),
		simplifyField,
	],
	orderKey: contactKey,
	async run(context) {
		const { param, baseUrl, account } = context;
		const id = param.id('contact');
		const { custom_attributes: given, ...others } = changesFrom(param);
		const avatar = await avatarFrom(context, 'updateFields');
		if (!given && !avatar) refuseNoChange(param, others);
		const api = await account();
		const path = `${AT}customAttributes`;
		const model = 'contact_attribute';
		const custom = await checkedAttributes(param, api, model, given ?? undefined, path);
		const fields = { ...others, ...(custom && { custom_attributes: custom }) };
		const contact = await changeContact(api, id, fields, avatar);
		return param.boolean('simplify')
			? contactOutput(contact, { baseUrl, account: api.id })
			: contact;
	},
};

function changesFrom(param: ChatwootParameters): ContactChange {
	const fields: ContactChange = {
		...identityFrom(param, { at: AT, identifier: `${AT}identifier` }),
		...detailsFrom(param, AT),
	};
	for (const name of param.names(`${AT}clear`)) {
		if (!(name in CLEARABLE)) {
			param.refuse(
				`${AT}clear`,
				`holds ${quote(name)}`,
				`Possible are: ${Object.keys(CLEARABLE).join(', ')}.`,
			);
		}
		const key = CLEARABLE[name as keyof typeof CLEARABLE];
		if (fields[key] !== undefined) {
			param.refuse(`${AT}clear`, `holds "${name}", which is given a value as well`);
		}
		fields[key] = null;
	}
	return fields;
}
