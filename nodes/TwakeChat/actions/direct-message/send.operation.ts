import { readMessage } from '../content/draft';
import { contentFields, kindField } from '../content/fields';
import { user } from '../kinds/user';
import { operation } from '../operation/operation';
import { send } from '../sending/send';

export const sendDirectMessage = operation({
	name: 'Send',
	value: 'send',
	action: 'Send direct message',
	description: 'Write to one person, in the direct chat with them; it is made when there is none',
	on: user,
	fields: contentFields,
	additional: [kindField],
	isKeyed: true,
	read: readMessage,
	orderKey: ({ user: id }) => id,
	async act(call) {
		const { chat, place, input, refuse } = call;
		const direct = await chat.direct.open(place.user, async () => {
			// For an unknown user, the server would create a room with nobody in it (matrix.md §4
			// Create).
			if (await chat.users.get(place.user)) return;
			refuse('user', 'does not exist', 'Check the ID: User > Search finds people by their names.');
		});
		const write = async () => await send(call, direct.room, input, ['direct']);
		const message = await (direct.isNew ? chat.requester.afterWriting(write) : write());
		return { ...message, user_id: place.user, is_new_chat: direct.isNew };
	},
});
