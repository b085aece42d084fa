import { hintDifferences } from '../kinds/differences';
import { changeProperties, changesFrom, refuseNoChange } from '../kinds/fields';
import { operation } from '../operation/operation';
import { accountFields, accounts } from './kind';

export const updateAccount = operation({
	name: 'Update',
	value: 'update',
	action: 'Update account',
	description: 'Change the name, the language or the settings of an account',
	access: 'administrator',
	fields: changeProperties(accountFields),
	simplify: true,
	read(param) {
		const changes = changesFrom(accountFields, param);
		refuseNoChange(param, changes);
		return changes;
	},
	orderKey: () => 'account',
	async act({ api, input, shown, hint }) {
		// The server reads and writes all settings at once.
		const account = await api.turns.take(
			['settings'],
			async () => await api.settings.update(input),
		);
		hintDifferences(hint, `account ${api.id}`, input, { ...account, ...account.settings });
		return shown(accounts, account);
	},
});
