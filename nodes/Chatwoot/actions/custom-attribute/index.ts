import { ATTRIBUTE_MODELS } from '../../api/attributes';
import type { Resource } from '../operation/types';
import {
	createRecord,
	deleteRecord,
	getManyRecords,
	getRecord,
	updateRecord,
} from '../records/records';
import { checkKey, customAttributes, model, modelOf, refuseNoOptions } from './kind';

export const customAttribute: Resource = {
	name: 'Custom Attribute',
	value: 'customAttribute',
	description: 'Fields of your own for contacts and conversations',
	kind: customAttributes,
	operations: [
		createRecord(customAttributes, {
			description: 'Define a custom attribute of contacts or conversations',
			access: 'administrator',
			complete(param, fields) {
				checkKey(param, 'key', String(fields.attribute_key), modelOf(fields.attribute_model));
				const isList = fields.attribute_display_type === 'list';
				if (isList && !('attribute_values' in fields)) refuseNoOptions(param, 'additionalFields');
				return fields;
			},
			orderKey: ({ param }) => `attribute ${param.text('key').trim()}`,
		}),
		deleteRecord(customAttributes, {
			description:
				'Delete the definition of a custom attribute; stored values stay, but cannot be filtered by',
			access: 'administrator',
		}),
		getRecord(customAttributes, { description: 'Get the definition of one custom attribute' }),
		getManyRecords(customAttributes, {
			description: 'Get the custom attributes that the account defines',
			fields: [
				{
					...model.property,
					options: [{ name: 'All', value: 'all' }, ...(model.property.options ?? [])],
					default: 'all',
					description:
						'What carries the attributes: all, contact_attribute or conversation_attribute',
				},
			],
			search(param) {
				const wanted = param.choice('model', ['all', ...ATTRIBUTE_MODELS]);
				return async (records) =>
					(await records.list()).filter(
						({ attribute_model }) => wanted === 'all' || attribute_model === wanted,
					);
			},
		}),
		updateRecord(customAttributes, {
			description:
				'Change the definition of a custom attribute; stored values stay, under their old key.',
			access: 'administrator',
			// On an update the server accepts both, although it refuses them for a new attribute
			// (chatwoot.md §9).
			async adapt({ id, fields }, { attributes }, param) {
				const isList = fields.attribute_display_type === 'list' && !('attribute_values' in fields);
				if (!isList && !('attribute_key' in fields)) return fields;
				const known = await attributes.get(id);
				if (fields.attribute_key !== undefined) {
					const key = String(fields.attribute_key);
					checkKey(param, 'updateFields.key', key, modelOf(known.attribute_model));
				}
				if (isList && !known.attribute_values?.length) refuseNoOptions(param, 'updateFields');
				return fields;
			},
		}),
	],
};
