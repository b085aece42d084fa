import type { FilePart } from '../../shared/multipart';
import type { AccountApi } from '.';
import { UNIQUE } from './people';
import type { CreatedContact, NewContact } from './contacts';
import type { Unique } from './people';
import { isOngoing } from './conversations';
import type { NewConversation } from './conversations';
import { createContact } from './duplicates';
import type { NewMessage } from './messages';
import type { Contact, Conversation, Message, Session } from './types';

/** A person as the caller knows it: by id or by an attribute that only one contact can have. */
export type Person = { id: number } | { attribute: Unique; value: string };

/** A contact that was found or made; with an id alone nothing was asked yet. */
export interface Reached {
	id: number;
	contact?: Contact;
	isNew: boolean;
	/** The session that was made together with the contact. */
	session?: Session;
}

/**
 * The contact of a person, made from what `fresh` gives when there is none; undefined when there is
 * none and none is to be made. A create that lost a race against another program (422 or 500,
 * chatwoot.md §16) looks again before it counts as failed.
 */
export async function reachContact(
	api: AccountApi,
	person: Person,
	fresh: (() => Promise<NewContact>) | undefined,
): Promise<Reached | undefined> {
	if ('id' in person) return { id: person.id, isNew: false };
	const found = await find(api, person);
	if (found || !fresh) return found;
	const fields = await fresh();
	const result = await api.contacts.attemptCreate(fields);
	if (!('error' in result)) return created(result.body);
	const { status, uncertain } = result.problem;
	const isRefused = status === 422 || status === 500;
	if (!isRefused && !uncertain) throw result.error;
	const other = await find(api, person);
	if (other) return other;
	// A lost answer is not asked for twice; what was refused and is still not there is explained.
	if (!isRefused) throw result.error;
	return created(await createContact(api, fields));
}

function created({ contact, contact_inbox: { source_id, inbox } }: CreatedContact): Reached {
	const session = source_id !== null && inbox ? { source_id, inbox } : undefined;
	return { id: contact.id, contact, isNew: true, session };
}

async function find(
	{ contacts }: AccountApi,
	{ attribute, value }: { attribute: Unique; value: string },
): Promise<Reached | undefined> {
	const result = await contacts.attemptFind(attribute, value);
	if ('error' in result) throw result.error;
	return result.body && { id: result.body.id, contact: result.body, isNew: false };
}

/** What to do when a contact has no conversation in an inbox that still goes on. */
export const WITHOUT_OPEN = ['fail', 'new', 'reopen'] as const;
export type WithoutOpen = (typeof WITHOUT_OPEN)[number];

export interface Wanted {
	inbox: number;
	withoutOpen: WithoutOpen;
	/** Fields of a new conversation. */
	fields?: Partial<NewConversation>;
	/** What a new conversation begins with. */
	message?: NewMessage;
	files?: FilePart[];
	/** Called with the type of the inbox, before anything is made or changed. */
	check?(channel: string | undefined): void;
}

export interface Met {
	/** As it was before a message was added to it. */
	conversation: Conversation;
	contact: Contact;
	did: 'continued' | 'created' | 'reopened';
	/** The message that a new conversation began with. */
	message?: Message;
}

/**
 * The conversation of a contact in an inbox: the one that goes on (open before pending and snoozed,
 * the latest of them), or the last one reopened, or a new one. Undefined when none goes on and the
 * caller wants to fail then. One caller at a time per contact: the server has no lock that holds.
 */
export async function meet(
	api: AccountApi,
	reached: Reached,
	wanted: Wanted,
): Promise<Met | undefined> {
	const { conversationChanges, conversationLists } = api;
	const { inbox, withoutOpen, check } = wanted;
	const known = reached.isNew ? [] : await conversationLists.withContact(reached.id, inbox);
	const going = known.find(({ status }) => status === 'open') ?? known.find(isOngoing);
	const last = going ?? (withoutOpen === 'reopen' ? known[0] : undefined);
	if (last) {
		check?.(last.meta.channel);
		const contact = reached.contact ?? last.meta.sender;
		if (going) return { conversation: going, contact, did: 'continued' };
		// An incoming message opens it by itself and assigns nobody (chatwoot.md §5, chatwoot.md §6).
		if (wanted.message?.message_type === 'incoming') {
			return { conversation: last, contact, did: 'reopened' };
		}
		const { current_status: status } = await conversationChanges.setStatus(last.id, 'open');
		return { conversation: { ...last, status }, contact, did: 'reopened' };
	}
	if (withoutOpen === 'fail') return undefined;
	return await begin(api, reached, wanted, known);
}

async function begin(
	{ conversations, contacts }: AccountApi,
	{ id, contact: given, session: own }: Reached,
	{ inbox, fields, message, files, check }: Wanted,
	known: Conversation[],
): Promise<Met> {
	const contact = given ?? (await contacts.get(id));
	const session = own ?? (await conversations.sessionOf(contact, inbox));
	check?.(session.inbox.channel_type);
	const answer = await conversations.create(
		{
			...fields,
			inbox_id: inbox,
			contact_id: id,
			source_id: session.source_id,
			...(message && { message }),
		},
		files,
	);
	// An inbox that keeps to a single conversation answers the existing one (chatwoot.md §5).
	const isKnown = known.some((each) => each.id === answer.id);
	return {
		conversation: answer,
		contact,
		did: isKnown ? 'continued' : 'created',
		message: message && (await conversations.firstMessage(answer, message)),
	};
}

/** A person in an error text. */
export function describePerson(person: Person): string {
	return 'id' in person ? `contact ${person.id}` : `${UNIQUE[person.attribute]} ${person.value}`;
}
