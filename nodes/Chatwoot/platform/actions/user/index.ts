import type { Resource } from '../operation/operation';
import { createRecord, deleteRecord, getRecord, updateRecord } from '../records/records';
import { getToken } from '../records/token';
import { getLoginLink } from './get-login-link.operation';
import { users } from './kind';

export const user: Resource = {
	name: 'User',
	value: 'user',
	description: 'People, who can belong to several accounts',
	usual: 'create',
	operations: [
		createRecord(
			users,
			'Create a user who may log in at once. A known email comes out unchanged, and the app may change that user from then on',
		),
		deleteRecord(users, 'Delete a user from all accounts of the server'),
		getRecord(users, 'Get one user with the accounts, without the access token'),
		getToken(users),
		getLoginLink,
		updateRecord(users, 'Change a user'),
	],
};
