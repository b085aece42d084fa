import type { Call } from '../call';
import { inboxesFor } from '../state/access';
import { pageOf, slice } from '../rules/paging';
import type { Conversation } from '../state/types';
import { conversationView } from '../views/conversation';
import { listedAttachment } from '../views/message';
import { oneContact } from './contacts';
import type { Routes } from './routes';

const MOST = 20;

function visible(call: Call): Conversation[] {
	const contact = oneContact(call, 'contact_id');
	const inboxes = inboxesFor(call.state, call.user, call.account.id).map((inbox) => inbox.id);
	return call.state.conversations
		.where((row) => row.contact_id === contact.id && inboxes.includes(row.inbox_id))
		.sort((a, b) => b.last_activity_at - a.last_activity_at);
}

/** The newest 20; older ones cannot be reached (chatwoot.md [187]). */
function index(call: Call) {
	return {
		payload: visible(call)
			.slice(0, MOST)
			.map((row) => conversationView(call.state, row, call.user)),
	};
}

function attachments(call: Call) {
	const rows = visible(call).flatMap((conversation) =>
		call.state.messages.by('conversation_id', conversation.id).flatMap((message) =>
			call.state.attachments.by('message_id', message.id).map((row) => ({
				...listedAttachment(call.state, message, row),
				conversation_id: conversation.display_id,
			})),
		),
	);
	const newestFirst = rows.sort((a, b) => b.id - a.id);
	return {
		meta: { total_count: rows.length },
		payload: slice(newestFirst, pageOf(call.params.page), 100),
	};
}

export function contactConversationRoutes(on: Routes): void {
	on.account('GET', 'contacts/:contact_id/conversations', index);
	on.account('GET', 'contacts/:contact_id/attachments', attachments);
}
