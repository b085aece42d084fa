import type { Resource } from '../operation/types';
import { deleteAvatar } from '../records/avatars';
import { memberOperations } from '../records/members';
import { deleteRecord, getManyRecords, getRecord } from '../records/records';
import { createInbox } from './create.operation';
import { getInboxBot } from './get-agent-bot.operation';
import { getInboxHealth } from './get-health.operation';
import { getMessageTemplates } from './get-message-templates.operation';
import { inboxes } from './kind';
import { removeInboxBot } from './remove-agent-bot.operation';
import { resetInboxSecret } from './reset-secret.operation';
import { setInboxBot } from './set-agent-bot.operation';
import { syncTemplates } from './sync-templates.operation';
import { updateInbox } from './update.operation';

export const inbox: Resource = {
	name: 'Inbox',
	value: 'inbox',
	description: 'Where messages come in: an API, a website, e-mails',
	kind: inboxes,
	operations: [
		createInbox,
		deleteRecord(inboxes, {
			description:
				'Delete an inbox with all its conversations and messages, which takes a few seconds',
			access: 'administrator',
		}),
		deleteAvatar(inboxes),
		getRecord(inboxes, { description: 'Get one inbox with its settings' }),
		getInboxBot,
		getManyRecords(inboxes, {
			description: 'Get the inboxes that the user of the access token can see',
		}),
		getInboxHealth,
		getMessageTemplates,
		...memberOperations(inboxes, (api, id) => api.inboxes.members(id)),
		removeInboxBot,
		resetInboxSecret,
		setInboxBot,
		syncTemplates,
		updateInbox,
	],
};
