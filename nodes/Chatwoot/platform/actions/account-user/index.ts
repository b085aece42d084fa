import type { Resource } from '../operation/operation';
import { addAccountUser } from './add.operation';
import { getManyAccountUsers } from './get-many.operation';
import { removeAccountUser } from './remove.operation';

export const accountUser: Resource = {
	name: 'Account User',
	value: 'accountUser',
	description: 'Who belongs to an account, and as what',
	usual: 'add',
	operations: [addAccountUser, getManyAccountUsers, removeAccountUser],
};
