import { pageFields, take, wantedCount } from '../../../shared/pages';
import { operation } from '../operation/operation';
import { periodFields } from '../reporting/period';
import { csatResponses } from './kind';
import { csatFilters, csatQueryFrom } from './query';

export const getManyCsat = operation({
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many CSAT responses',
	description: 'Get what customers answered to surveys, the newest first',
	access: 'administrator',
	fields: [...periodFields, ...pageFields, csatFilters],
	simplify: true,
	read: (param) => ({ query: csatQueryFrom(param), count: wantedCount(param) }),
	act: async ({ api, input: { query, count }, shown }) =>
		(await take(api.csat.walk(query), count)).map((response) => shown(csatResponses, response)),
});
