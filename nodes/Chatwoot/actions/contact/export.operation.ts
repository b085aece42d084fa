import { contactFilters } from '../../api/filter-models';
import type { ExportRequest } from '../../api/contacts';
import type { Operation } from '../operation/types';
import { accountLocator, ofAccount } from '../fields';
import { filterFields } from '../filtering/filter-fields';
import { filterPayload, filterRowsFrom } from '../filtering/filters';

export const exportContacts: Operation = {
	name: 'Export',
	value: 'export',
	action: 'Export contacts',
	description: 'Have a CSV file of contacts mailed to the user of the access token',
	access: 'administrator',
	properties: [
		accountLocator,
		{
			displayName: 'Contacts',
			name: 'source',
			type: 'options',
			options: [
				{ name: 'All', value: 'all' },
				{ name: 'By Filter', value: 'filter' },
				{ name: 'With Label', value: 'label' },
			],
			default: 'all',
			description: 'Which contacts to export: all, filter or label',
		},
		{
			displayName: 'Label Name or ID',
			name: 'label',
			type: 'options',
			typeOptions: ofAccount('getLabels'),
			default: '',
			displayOptions: { show: { source: ['label'] } },
			description:
				'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			hint: 'In an expression: the title',
		},
		...filterFields(contactFilters, { source: ['filter'] }),
		{
			displayName: 'Columns',
			name: 'columns',
			type: 'string',
			default: '',
			placeholder: 'name, email, phone_number',
			description:
				'Names of the columns, separated by commas. Empty for those that Chatwoot chooses.',
		},
	],
	async run({ param, account, hint }) {
		const source = param.choice('source', ['all', 'filter', 'label']);
		const columns = param.names('columns');
		const rows = source === 'filter' ? filterRowsFrom(param) : [];
		const request: ExportRequest = {
			...(columns.length > 0 && { column_names: columns }),
			...(source === 'label' && { label: param.requiredText('label').trim() }),
		};
		const api = await account();
		if (source === 'filter') {
			request.payload = await filterPayload(param, api, contactFilters, rows);
		}
		await api.contacts.export(request);
		hint('Chatwoot mails the link to the file to the user of the access token');
		return { requested: true };
	},
};
