import { pageFields, wantedCount } from '../../../../shared/pages';
import { operation } from '../operation/operation';
import { inAccount } from './place';

export const getManyAccountUsers = operation({
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many account users',
	description: 'Get who belongs to an account, with their roles',
	on: inAccount,
	isReading: true,
	fields: pageFields,
	read: wantedCount,
	act: async ({ api, place: account, input: count }) =>
		(await api.accountUsers.list(account)).slice(0, count),
});
