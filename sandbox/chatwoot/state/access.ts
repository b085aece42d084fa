import type { State } from './state';
import type { Account, Contact, Conversation, Inbox, Message, Session, User } from './types';

/** Related rows. Every reference inside the state is valid, so these always find one. */
function present<T>(row: T | undefined): T {
	if (row === undefined) throw new Error('dangling reference in the sandbox');
	return row;
}

export function inboxOf(state: State, row: { inbox_id: number }): Inbox {
	return present(state.inboxes.get(row.inbox_id));
}
export function contactOf(state: State, row: { contact_id: number }): Contact {
	return present(state.contacts.get(row.contact_id));
}
export function sessionOf(state: State, row: { session_id: number }): Session {
	return present(state.sessions.get(row.session_id));
}
export function conversationOf(state: State, row: { conversation_id: number }): Conversation {
	return present(state.conversations.get(row.conversation_id));
}
export function accountOf(state: State, row: { account_id: number }): Account {
	return present(state.accounts.get(row.account_id));
}

export function membershipOf(state: State, userId: number, accountId: number) {
	return state.memberships.find((row) => row.user_id === userId && row.account_id === accountId);
}

/** The people of an account, in the order of their ids. */
export function usersOf(state: State, accountId: number): User[] {
	return state.memberships
		.where((row) => row.account_id === accountId)
		.map((row) => present(state.users.get(row.user_id)))
		.sort((a, b) => a.id - b.id);
}

export function membersOfInbox(state: State, inboxId: number): number[] {
	return state.inboxMembers.where((row) => row.inbox_id === inboxId).map((row) => row.user_id);
}

export function membersOfTeam(state: State, teamId: number): number[] {
	return state.teamMembers.where((row) => row.team_id === teamId).map((row) => row.user_id);
}

/** The messages of a conversation in the order in which the server shows them. */
export function messagesOf(state: State, conversation: Conversation): Message[] {
	return [...state.messages.by('conversation_id', conversation.id)].sort(
		(a, b) => a.created_at - b.created_at || a.id - b.id,
	);
}

export function sessionsOf(state: State, contactId: number): readonly Session[] {
	return state.sessions.by('contact_id', contactId);
}

/** The inboxes whose conversations a person sees: all for administrators, else their own. */
export function inboxesFor(state: State, user: User, accountId: number): Inbox[] {
	const all = state.inboxes.where((inbox) => inbox.account_id === accountId);
	if (membershipOf(state, user.id, accountId)?.role === 'administrator') return all;
	return all.filter((inbox) => membersOfInbox(state, inbox.id).includes(user.id));
}
