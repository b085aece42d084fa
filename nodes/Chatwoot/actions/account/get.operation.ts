import { operation } from '../operation/operation';
import { accounts } from './kind';

export const getAccount = operation({
	name: 'Get',
	value: 'get',
	action: 'Get account',
	description: 'Get an account with its settings',
	simplify: true,
	act: async ({ api, shown }) => shown(accounts, await api.settings.get()),
});
