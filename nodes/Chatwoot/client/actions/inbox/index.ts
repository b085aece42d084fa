import type { Resource } from '../operation/operation';
import { getInbox } from './get.operation';

export const inbox: Resource = {
	name: 'Inbox',
	value: 'inbox',
	description: 'The inbox of the credential',
	operations: [getInbox],
};
