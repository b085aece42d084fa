import { given, updateRecord } from '../records';
import {
	attributeDetailFields,
	attributeDetailsFrom,
	customAttributes,
	keyField,
	keyFrom,
	nameField,
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
});
