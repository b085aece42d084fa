import type { Call } from '../call';
import { findConversations } from '../rules/conversation-finder';
import { conversationView } from '../views/conversation';
import type { Routes } from './routes';

const index = (call: Call) => {
	const { page, meta } = findConversations(call);
	const payload = page.map((row) => conversationView(call.state, row, call.user));
	return { data: { meta, payload } };
};

export const conversationListRoutes = (on: Routes): void => {
	on.account('GET', 'conversations', index);
	on.account('GET', 'conversations/meta', (call) => ({ meta: findConversations(call).meta }));
};
