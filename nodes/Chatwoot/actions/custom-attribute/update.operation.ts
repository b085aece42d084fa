import { ATTRIBUTE_MODELS } from '../../api/attributes';
import { given, updateRecord } from '../records/records';
import {
	attributeDetailFields,
	attributeDetailsFrom,
	customAttributes,
	keyField,
	keyFrom,
	nameField,
	refuseNoOptions,
	typeField,
} from './fields';

const AT = 'updateFields.';

export const updateAttribute = updateRecord(customAttributes, {
	description:
		'Change the definition of a custom attribute. Values that are stored already stay as they are, under their old key.',
	access: 'administrator',
	options: [...attributeDetailFields, keyField, nameField, typeField].sort((one, other) =>
		one.displayName.localeCompare(other.displayName),
	),
	fieldsFrom: (param) => ({
		...given({
			attribute_display_name: param.trimmed(`${AT}name`),
			attribute_key: keyFrom(param, `${AT}key`),
		}),
		...attributeDetailsFrom(param, AT),
	}),
	// The server takes both here, although not for a new attribute (chatwoot.md §9).
	async complete({ param }, { attributes }, { id, fields }) {
		const isList = fields.attribute_display_type === 'list' && !('attribute_values' in fields);
		if (!isList && !('attribute_key' in fields)) return fields;
		const { attribute_model, attribute_values } = await attributes.get(id);
		keyFrom(
			param,
			`${AT}key`,
			ATTRIBUTE_MODELS.find((model) => model === attribute_model),
		);
		if (isList && attribute_values.length === 0) refuseNoOptions(param, AT);
		return fields;
	},
});
