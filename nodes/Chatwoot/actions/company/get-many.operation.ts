import { pageFields, take, wantedCount } from '../../../shared/pages';
import { operation } from '../operation/operation';

export const getManyCompanies = operation({
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many companies',
	description: 'Get the companies of the account, by name',
	fields: [
		{
			displayName: 'Search Text',
			name: 'search',
			type: 'string',
			default: '',
			description: 'Only companies whose name or domain holds this text; all when empty',
		},
		...pageFields,
	],
	read: (param) => ({ search: param.trimmed('search'), count: wantedCount(param) }),
	act: async ({ api, input: { search, count } }) => await take(api.companies.walk(search), count),
});
