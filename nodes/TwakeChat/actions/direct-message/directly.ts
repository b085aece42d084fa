import type { IDataObject } from 'n8n-workflow';
import type { Content } from '../../api/types';
import type { Call } from '../operation/operation';
import { send } from '../sending/send';

/** Sends a message to the direct chat with a person, which is made when there is none. */
export async function sendDirectly(
	call: Call<{ user: string }, unknown>,
	content: Content,
	work: string[],
): Promise<IDataObject> {
	const { chat, place, refuse } = call;
	const direct = await chat.direct.open(place.user, async () => {
		// The server would create a room with nobody in it, for oneself before it refuses (matrix.md §4
		// Create).
		if (place.user === (await chat.account.me())) {
			refuse('user', 'is the account of the credential itself', 'Choose another person.');
		}
		if (await chat.users.get(place.user)) return;
		refuse('user', 'does not exist', 'Check the ID: User > Search finds people by their names.');
	});
	const write = async () => await send(call, direct.room, content, work);
	const message = await (direct.isNew ? chat.requester.afterWriting(write) : write());
	return { ...message, user_id: place.user, is_new_chat: direct.isNew };
}
