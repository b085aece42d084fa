import type { Resource } from '../operation/context';
import { addContactLabels } from './add-labels.operation';
import { createOrUpdateContact } from './create-or-update.operation';
import { createContactSession } from './create-session.operation';
import { createContact } from './create.operation';
import { deleteContactAvatar } from './delete-avatar.operation';
import { deleteContactAttributes } from './delete-custom-attributes.operation';
import { deleteContact } from './delete.operation';
import { exportContacts } from './export.operation';
import { findContact } from './find.operation';
import { getContactConversations } from './get-conversations.operation';
import { getContactInboxes } from './get-inboxes.operation';
import { getContactLabels } from './get-labels.operation';
import { getManyContacts } from './get-many.operation';
import { getContact } from './get.operation';
import { importContacts } from './import.operation';
import { mergeContacts } from './merge.operation';
import { removeContactLabels } from './remove-labels.operation';
import { setContactLabels } from './set-labels.operation';
import { updateContact } from './update.operation';

export const contact: Resource = {
	name: 'Contact',
	value: 'contact',
	description: 'The people who write to you',
	operations: [
		addContactLabels,
		createContact,
		createOrUpdateContact,
		createContactSession,
		deleteContact,
		deleteContactAvatar,
		deleteContactAttributes,
		exportContacts,
		findContact,
		getContact,
		getContactConversations,
		getContactInboxes,
		getContactLabels,
		getManyContacts,
		importContacts,
		mergeContacts,
		removeContactLabels,
		setContactLabels,
		updateContact,
	],
};
