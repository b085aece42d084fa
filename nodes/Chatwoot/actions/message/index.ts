import type { Resource } from '../operation/types';
import { createMessage } from './create.operation';
import { deleteMessage } from './delete.operation';
import { downloadAttachments } from './download-attachments.operation';
import { getManyMessages } from './get-many.operation';
import { getMessage } from './get.operation';
import { retryMessage } from './retry.operation';
import { sendAndWait } from './send-and-wait.operation';
import { sendToContact } from './send-to-contact.operation';
import { setMessageStatus } from './set-status.operation';
import { translateMessage } from './translate.operation';

export const message: Resource = {
	name: 'Message',
	value: 'message',
	description: 'What is written in conversations',
	operations: [
		createMessage,
		deleteMessage,
		downloadAttachments,
		getMessage,
		getManyMessages,
		retryMessage,
		sendAndWait,
		sendToContact,
		setMessageStatus,
		translateMessage,
	],
};
