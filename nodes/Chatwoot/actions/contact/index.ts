import type { Resource } from '../operation/types';
import { labelOperations } from '../labelling/labels';
import { createOrUpdateContact } from './create-or-update.operation';
import { createContactSession } from './create-session.operation';
import { createContact } from './create.operation';
import { deleteContactAvatar } from './delete-avatar.operation';
import { deleteContactAttributes } from './delete-custom-attributes.operation';
import { deleteContact } from './delete.operation';
import { exportContacts } from './export.operation';
import { findContact } from './find.operation';
import { getContactAttachments } from './get-attachments.operation';
import { getContactConversations } from './get-conversations.operation';
import { getContactInboxes } from './get-inboxes.operation';
import { getManyContacts } from './get-many.operation';
import { getContact } from './get.operation';
import { importContacts } from './import.operation';
import { contacts } from './kind';
import { mergeContacts } from './merge.operation';
import { updateContact } from './update.operation';

export const contact: Resource = {
	name: 'Contact',
	value: 'contact',
	description: 'The people who write to you',
	operations: [
		...labelOperations(contacts, (api) => api.contactLabels),
		createContact,
		createOrUpdateContact,
		createContactSession,
		deleteContact,
		deleteContactAvatar,
		deleteContactAttributes,
		exportContacts,
		findContact,
		getContact,
		getContactAttachments,
		getContactConversations,
		getContactInboxes,
		getManyContacts,
		importContacts,
		mergeContacts,
		updateContact,
	],
};
