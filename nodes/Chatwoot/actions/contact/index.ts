import type { Resource } from '../context';
import { addContactLabels } from './add-labels.operation';
import { createContact } from './create.operation';
import { getContactLabels } from './get-labels.operation';
import { removeContactLabels } from './remove-labels.operation';
import { setContactLabels } from './set-labels.operation';

export const contact: Resource = {
	name: 'Contact',
	value: 'contact',
	operations: [
		addContactLabels,
		createContact,
		getContactLabels,
		removeContactLabels,
		setContactLabels,
	],
};
