import type { AccountApi } from './index';
import { isOngoing } from './conversations';
import type { NewConversation } from './conversations';
import type { FoundContact } from './person';
import type { MessageWithFiles } from './refused-files';
import type { Contact, Conversation, Message } from './types';

/** What to do when a contact has no ongoing conversation in an inbox. */
export const WITHOUT_OPEN = ['fail', 'new', 'reopen'] as const;
export type WithoutOpen = (typeof WITHOUT_OPEN)[number];

export interface Opening {
	inbox: number;
	withoutOpen: WithoutOpen;
	/** Fields of a new conversation. */
	fields?: Partial<NewConversation>;
	/** The first message of a new conversation. */
	first?: MessageWithFiles;
	/**
	 * Called before anything is opened, with the conversation to be used, or undefined for a new one;
	 * returns the message to write there.
	 */
	prepare?(conversation: Conversation | undefined): Promise<MessageWithFiles>;
}

export interface FoundConversation {
	/** Its state before a message was added. */
	conversation: Conversation;
	contact: Contact;
	action: 'continued' | 'created' | 'reopened';
	/** The first message of a new conversation. */
	message?: Message;
	/** Why its files were left out. */
	filesRefused?: string;
	/**
	 * Other ongoing conversations, opened at the same moment by another process or program; undefined
	 * when they could not be looked up.
	 */
	others: number[] | undefined;
}

/**
 * The conversation of a contact in an inbox: the ongoing one (open before pending and snoozed, then
 * the latest), or the last one reopened, or a new one. Undefined when there is no ongoing one and
 * the caller prefers to fail. Callers must take turns per contact: the server has no reliable lock.
 */
export async function findOrOpenConversation(
	api: AccountApi,
	found: FoundContact,
	opening: Opening,
): Promise<FoundConversation | undefined> {
	const { conversationChanges, conversationLists } = api;
	const { inbox, withoutOpen } = opening;
	const known = found.isNew ? [] : await conversationLists.withContact(found.id, inbox);
	const ongoing = known.find(({ status }) => status === 'open') ?? known.find(isOngoing);
	const last = ongoing ?? (withoutOpen === 'reopen' ? known[0] : undefined);
	if (!last && withoutOpen === 'fail') return undefined;
	const prepared = await opening.prepare?.(last);
	if (last) {
		const contact = found.contact ?? last.meta.sender;
		if (ongoing) return { conversation: ongoing, contact, action: 'continued', others: [] };
		// An incoming message written there reopens it by itself and assigns nobody
		// (chatwoot.md §5, chatwoot.md §6).
		if (prepared?.message.message_type === 'incoming') {
			return { conversation: last, contact, action: 'reopened', others: [] };
		}
		const { current_status: status } = await conversationChanges.setStatus(last.id, 'open');
		return { conversation: { ...last, status }, contact, action: 'reopened', others: [] };
	}
	const first = prepared ?? opening.first;
	return await createNew(api, found, { ...opening, first }, known);
}

async function createNew(
	api: AccountApi,
	{ id, contact: given, session: own }: FoundContact,
	{ inbox, fields, first }: Opening,
	known: Conversation[],
): Promise<FoundConversation> {
	const { conversations, contacts } = api;
	const contact = given ?? (await contacts.get(id));
	const session = own ?? (await conversations.sessionOf(contact, inbox));
	const place = { inbox_id: inbox, contact_id: id, source_id: session.source_id };
	const { body, filesRefused } = await conversations.create({ ...fields, ...place }, first);
	// An inbox locked to a single conversation returns the existing one (chatwoot.md §5).
	const isKnown = known.some((each) => each.id === body.id);
	return {
		conversation: body,
		contact,
		action: isKnown ? 'continued' : 'created',
		message: first && (await conversations.firstMessage(body, first.message)),
		filesRefused,
		others: isKnown ? [] : await otherOngoing(api, body.id, id, inbox),
	};
}

/**
 * When two open one at the same moment, the server refuses neither, but whoever looks last sees
 * both.
 */
async function otherOngoing(
	{ conversationLists }: AccountApi,
	own: number,
	contact: number,
	inbox: number,
): Promise<number[] | undefined> {
	try {
		const now = await conversationLists.withContact(contact, inbox);
		return now.filter((each) => each.id !== own && isOngoing(each)).map(({ id }) => id);
	} catch {
		// The conversation was opened all the same, and an error would make the caller open another.
		return undefined;
	}
}
