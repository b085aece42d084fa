import { ATTRIBUTE_MODELS } from '../../api/attributes';
import { getManyRecords } from '../records/records';
import { customAttributes, modelField, modelOptions } from './fields';

export const getManyAttributes = getManyRecords(customAttributes, {
	description: 'Get the custom attributes that the account defines',
	properties: [
		{
			...modelField,
			options: [{ name: 'All', value: 'all' }, ...modelOptions],
			default: 'all',
			description: 'What carries the attributes: all, contact_attribute or conversation_attribute',
		},
	],
	search(param) {
		const model = param.choice('model', ['all', ...ATTRIBUTE_MODELS]);
		return async (records) =>
			(await records.list()).filter(
				({ attribute_model }) => model === 'all' || attribute_model === model,
			);
	},
});
