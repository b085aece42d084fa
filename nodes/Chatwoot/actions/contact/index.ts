import type { Resource } from '../context';
import { createContact } from './create.operation';

export const contact: Resource = {
	name: 'Contact',
	value: 'contact',
	operations: [createContact],
};
