import type { AccountApi } from './index';
import { bodyOf } from '../../shared/request';
import { isWriter } from './mark';
import { ACTIVITY, INCOMING, isDeleted, OUTGOING } from './message-kinds';
import type { Conversation, Message } from './types';

/** Why an answer to a message is no longer wanted, and who caused that. */
export interface Newer {
	/**
	 * `newMessage`: the customer has written again. `answered`: a person or a bot has answered.
	 * `handedOver`: a person or a team now has the conversation. `closed`: it is resolved or snoozed.
	 */
	reason: 'newMessage' | 'answered' | 'handedOver' | 'closed';
	/** The name of the customer, agent, bot or team; undefined when Chatwoot does not tell. */
	by?: string;
	/** The message that shows it; undefined when only the state of the conversation does. */
	message_id?: number;
}

/** The conversation lacks the message that newer ones are compared with. */
export interface NoSuchMessage {
	reason: 'unknownMessage';
}

/**
 * What has happened in a conversation since a message that makes an answer to it wrong; undefined
 * when nothing has. One request while the message is the last one, else one more. Messages in `own`
 * do not count: they are other parts of the same answer. A bot may read only the last message
 * (chatwoot.md §1 Agent bot token).
 *
 * A hand-over shows in the state, but an older one does not count: there has to be an activity line
 * since. These lines are localised, but the names in them are not (chatwoot.md §2), so one must
 * contain the name of whoever has it now.
 */
export async function newerThan(
	api: AccountApi,
	conversation: number,
	message: number,
	own: ReadonlySet<number> = new Set(),
): Promise<Newer | NoSuchMessage | undefined> {
	const now = await api.conversations.get(conversation);
	const last = now.messages.at(0);
	if (last?.id === message) return undefined;
	const since = await api.messages.attemptSince(conversation, message);
	if ('error' in since && since.problem.reason !== 'notForBots') throw since.error;
	const known = 'error' in since ? undefined : bodyOf(since);
	if (known && !known.some(({ id }) => id === message)) return { reason: 'unknownMessage' };
	const newer = (known ?? now.messages).filter(({ id }) => id > message && !own.has(id));
	const news = newer.map(newsIn).find((each) => each !== undefined);
	if (news) return news;
	const lines = newer.filter(({ message_type }) => message_type === ACTIVITY);
	if (lines.length === 0) return undefined;
	const isNamed = (name: string) =>
		known === undefined || lines.some(({ content }) => content?.includes(name));
	return await changedState(api, now, isNamed);
}

function newsIn(message: Message) {
	const { id, message_type, private: isNote, sender } = message;
	if (isNote || isDeleted(message)) return undefined;
	const by = typeof sender?.name === 'string' ? sender.name : undefined;
	if (message_type === INCOMING) return { reason: 'newMessage', by, message_id: id } as const;
	// Greetings and messages of automation rules have no sender and are not answers.
	const isAnswer = message_type === OUTGOING && sender && sender.type !== 'contact';
	return isAnswer ? ({ reason: 'answered', by, message_id: id } as const) : undefined;
}

async function changedState(
	{ requester, inboxes }: AccountApi,
	{ status, meta, inbox_id }: Conversation,
	isNamed: (name: string) => boolean,
): Promise<Newer | undefined> {
	if (status === 'resolved' || status === 'snoozed') return { reason: 'closed' };
	const { assignee, assignee_type = 'User', team } = meta;
	// The server assigns the conversation to whoever opens it through the API (chatwoot.md §5 Change
	// state).
	const isOurs = assignee && isWriter(requester.baseUrl, { id: assignee.id, type: 'user' });
	if (assignee && assignee_type === 'User' && !isOurs && isNamed(assignee.name)) {
		return { reason: 'handedOver', by: assignee.name };
	}
	if (team && isNamed(team.name)) return { reason: 'handedOver', by: team.name };
	if (status !== 'open') return undefined;
	// If the inbox has a bot, an open conversation is no longer the bot's.
	const result = await inboxes.attemptBot(inbox_id);
	const isOfBot =
		'error' in result ? result.problem.reason === 'notForBots' : Boolean(result.body.agent_bot);
	if ('error' in result && !isOfBot) throw result.error;
	return isOfBot ? { reason: 'handedOver' } : undefined;
}
