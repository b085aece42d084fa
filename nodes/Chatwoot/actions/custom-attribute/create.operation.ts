import { DISPLAY_TYPES } from '../../api/attributes';
import { createRecord } from '../records/records';
import {
	attributeDetailFields,
	attributeDetailsFrom,
	customAttributes,
	keyField,
	keyFrom,
	modelField,
	modelFrom,
	nameField,
	refuseNoOptions,
	typeField,
} from './fields';

const AT = 'additionalFields.';

export const createAttribute = createRecord(customAttributes, {
	description: 'Define a custom attribute of contacts or conversations',
	access: 'administrator',
	properties: [
		modelField,
		nameField,
		keyField,
		typeField,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: attributeDetailFields,
		},
	],
	fieldsFrom(param) {
		const model = modelFrom(param);
		const type = param.choice('type', DISPLAY_TYPES);
		const fields = {
			attribute_model: model,
			attribute_display_name: param.requiredText('name').trim(),
			attribute_key: keyFrom(param, 'key', model) ?? param.refuse('key', 'is empty'),
			...attributeDetailsFrom(param, AT),
			attribute_display_type: type,
		};
		if (type === 'list' && !('attribute_values' in fields)) refuseNoOptions(param, AT);
		return fields;
	},
	orderKey: ({ param }) => `attribute ${param.text('key').trim()}`,
});
