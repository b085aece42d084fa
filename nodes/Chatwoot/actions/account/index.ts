import type { Resource } from '../operation/types';
import { getAccount } from './get.operation';
import { updateAccount } from './update.operation';

export const account: Resource = {
	name: 'Account',
	value: 'account',
	description: 'The settings of the account',
	operations: [getAccount, updateAccount],
};
