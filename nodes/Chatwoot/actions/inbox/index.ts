import type { Resource } from '../operation/context';
import { deleteAvatar } from '../delete-avatar';
import { memberOperations } from '../records/members';
import { deleteRecord, getManyRecords, getRecord } from '../records/records';
import { getInboxBot, removeInboxBot, setInboxBot } from './agent-bot';
import { createInbox } from './create.operation';
import { inboxes } from './kind';
import { resetInboxSecret } from './reset-secret.operation';
import { updateInbox } from './update.operation';

const [addMembers, getMembers, removeMembers, setMembers] = memberOperations(inboxes, (api, id) =>
	api.inboxes.members(id),
);

export const inbox: Resource = {
	name: 'Inbox',
	value: 'inbox',
	description: 'Where messages come in: an API, a website, e-mails',
	operations: [
		addMembers,
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
		getMembers,
		removeInboxBot,
		removeMembers,
		resetInboxSecret,
		setInboxBot,
		setMembers,
		updateInbox,
	],
};
