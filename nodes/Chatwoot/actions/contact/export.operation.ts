import type { INodeProperties } from 'n8n-workflow';
import { contactFilters } from '../../api/filter-models';
import { conditionFields } from '../filtering/condition-fields';
import { conditionsFrom, payloadOf } from '../filtering/conditions';
import { ofAccount } from '../kinds/of-account';
import { operation } from '../operation/operation';
import { listByField } from './list-by';

const labelField: INodeProperties = {
	displayName: 'Label Name or ID',
	name: 'label',
	type: 'options',
	typeOptions: ofAccount('getLabels'),
	default: '',
	displayOptions: { show: { listBy: ['label'] } },
	description:
		'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	hint: 'In an expression: the title',
};

export const exportContacts = operation({
	name: 'Export',
	value: 'export',
	action: 'Export contacts',
	description: 'Have a CSV file of contacts mailed to the user of the access token',
	access: 'administrator',
	fields: [
		listByField('Which contacts to export: all, filter or label', [
			{ name: 'All', value: 'all' },
			{ name: 'Filter', value: 'filter', description: 'Those that meet conditions' },
			{ name: 'Label', value: 'label', description: 'Those that carry a label' },
		]),
		labelField,
		...conditionFields(contactFilters, { listBy: ['filter'] }),
		{
			displayName: 'Columns',
			name: 'columns',
			type: 'string',
			default: '',
			placeholder: 'e.g. name, email, phone_number',
			description:
				'Names of the columns, separated by commas. Empty for those that Chatwoot chooses.',
		},
	],
	read(param) {
		const listBy = param.choice('listBy', ['all', 'filter', 'label']);
		const columns = param.names('columns');
		return {
			conditions: listBy === 'filter' ? conditionsFrom(param) : undefined,
			request: {
				...(columns.length > 0 && { column_names: columns }),
				...(listBy === 'label' && { label: param.requiredText('label').trim().toLowerCase() }),
			},
		};
	},
	async act({ api, param, input: { conditions, request }, hint }) {
		const payload = conditions && (await payloadOf(param, api, contactFilters, conditions));
		await api.contacts.export({ ...request, ...(payload && { payload }) });
		hint('Chatwoot mails the link to the file to the user of the access token');
		return { requested: true };
	},
});
