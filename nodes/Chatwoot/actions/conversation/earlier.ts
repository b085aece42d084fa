import type { AccountApi } from '../../api';
import type { Message } from '../../api/types';
import { take } from '../../../shared/pages';

/** How many conversations of a contact the server returns at most (chatwoot.md §4 Others). */
const MOST = 20;

/** The messages of a conversation, then those of the contact's earlier ones, each newest first. */
export async function* newestFirst(
	api: AccountApi,
	conversation: number,
	{ isPublic, earlier }: { isPublic: boolean; earlier: number },
): AsyncGenerator<Message> {
	yield* api.messages.newestFirst(conversation, isPublic);
	if (earlier === 0) return;
	const { meta } = await api.conversations.get(conversation);
	const all = await take(api.conversationLists.ofContact(meta.sender.id, MOST), MOST);
	const before = all.map(({ id }) => id).filter((id) => id < conversation);
	before.sort((one, other) => other - one);
	for (const each of before.slice(0, earlier)) yield* api.messages.newestFirst(each, isPublic);
}
