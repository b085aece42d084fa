import { demoWorld } from '../../chatwoot';
import type { State } from '../../chatwoot';
import { blobUrl } from '../../chatwoot/rules/blob';
import { ACTIVITY, INCOMING } from '../../chatwoot/rules/message-types';
import { contactOf, inboxOf, messagesOf, sessionOf, usersOf } from '../../chatwoot/state/access';
import type { Conversation, Message } from '../../chatwoot/state/types';
import type { Conversation as ShownConversation, Desk, Line, SharedFile } from './types';

/** More would make every change slow to send. */
const CONVERSATIONS = 40;
const LINES = 60;

/** Chatwoot, as the agent of the demo world sees it. */
export function shownInChatwoot(state: State): Desk {
	const account = demoWorld.account?.id ?? 1;
	const agents = usersOf(state, account).map(({ id, name }) => ({ id, name }));
	const agent = agents.find(({ id }) => id === demoWorld.agent?.id) ?? { id: 0, name: 'Agent' };
	const conversations = state.conversations
		.where((row) => row.account_id === account)
		.sort((a, b) => b.last_activity_at - a.last_activity_at)
		.slice(0, CONVERSATIONS)
		.map((row) => conversationIn(state, row));
	const labels = state.labels
		.where((row) => row.account_id === account)
		.map(({ title, color }) => ({ title, color }));
	return { agent, agents, labels, conversations };
}

function conversationIn(state: State, row: Conversation): ShownConversation {
	return {
		number: row.display_id,
		customer: contactOf(state, row).name ?? 'Somebody',
		source: sessionOf(state, row).source_id,
		inbox: inboxOf(state, row).name,
		status: row.status,
		assignee: row.assignee_id ?? 0,
		labels: row.labels,
		lines: messagesOf(state, row)
			.slice(-LINES)
			.map((message) => lineIn(state, message)),
	};
}

function lineIn(state: State, message: Message): Line {
	const isDeleted = message.content_attributes.deleted === true;
	return {
		id: String(message.id),
		author: authorOf(state, message),
		by: kindOf(message),
		text: isDeleted ? 'This message was deleted.' : (message.content ?? ''),
		at: Math.round(message.created_at),
		files: filesOf(state, message),
	};
}

function kindOf({ message_type: type, private: isNote, sender }: Message): Line['by'] {
	if (type === ACTIVITY) return 'log';
	if (isNote) return 'note';
	if (type === INCOMING) return 'customer';
	return sender?.type === 'User' ? 'agent' : 'bot';
}

function authorOf(state: State, { sender }: Message): string {
	const tables = { User: state.users, Contact: state.contacts, AgentBot: state.bots };
	return (sender && tables[sender.type].get(sender.id)?.name) ?? '';
}

function filesOf(state: State, { id }: Message): SharedFile[] {
	return state.attachments.by('message_id', id).flatMap(({ blob_id: blobId, file_type: type }) => {
		const blob = state.blobs.get(blobId);
		return blob ? [{ name: blob.name, url: blobUrl(state, blob), isImage: type === 'image' }] : [];
	});
}
