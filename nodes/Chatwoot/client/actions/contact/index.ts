import type { Resource } from '../operation/operation';
import { findOrCreateContact } from './find-or-create.operation';
import { getContact } from './get.operation';
import { updateContact } from './update.operation';

export const contact: Resource = {
	name: 'Contact',
	value: 'contact',
	description: 'The customer',
	usual: 'findOrCreate',
	operations: [findOrCreateContact, getContact, updateContact],
};
