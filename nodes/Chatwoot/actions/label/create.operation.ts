import { createRecord } from '../records/records';
import { labelDetailFields, labelDetailsFrom, labels, titleField, titleFrom } from './fields';

export const createLabel = createRecord(labels, {
	description: 'Define a label for the account',
	access: 'administrator',
	properties: [
		titleField,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: labelDetailFields,
		},
	],
	fieldsFrom(param) {
		const title = titleFrom(param, 'title') ?? param.refuse('title', 'is empty');
		return { title, show_on_sidebar: true, ...labelDetailsFrom(param, 'additionalFields.') };
	},
	// Of two with one title that come at once the second is answered with 500 (chatwoot.md §2).
	orderKey: ({ param }) => `label ${param.text('title').trim().toLowerCase()}`,
});
