import type { Resource } from '../operation/context';
import { getUser } from './get.operation';
import { searchUsers } from './search.operation';

export const user: Resource = {
	name: 'User',
	value: 'user',
	operations: [getUser, searchUsers],
};
