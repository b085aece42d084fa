import type { Resource } from '../operation/operation';
import {
	createRecord,
	deleteRecord,
	getManyRecords,
	getRecord,
	updateRecord,
} from '../records/records';
import { accounts } from './kind';

export const account: Resource = {
	name: 'Account',
	value: 'account',
	description: 'The accounts that the platform app has made or was given',
	usual: 'create',
	operations: [
		createRecord(
			accounts,
			'Create an account without anybody in it: Account User > Add brings people',
		),
		deleteRecord(
			accounts,
			'Delete an account with everything in it. It takes the server a moment, and there is no way back.',
		),
		getRecord(accounts, 'Get one account, with its features and limits'),
		getManyRecords(accounts, 'Get the accounts that the platform app has made or was given'),
		updateRecord(accounts, 'Change an account, suspend it, or let it work again'),
	],
};
