import type { INodeProperties } from 'n8n-workflow';
import { inThread } from '../../api/content';
import { isBegunBy } from '../../api/keyed-threads';
import { readMessage } from '../content/draft';
import { contentFields, rarerContentFields } from '../content/fields';
import { room } from '../kinds/room';
import { operation } from '../operation/operation';
import { latestOf } from '../sending/existing';
import { refuseEncrypted, send, sent } from '../sending/send';

const threadKeyField: INodeProperties = {
	displayName: 'Thread Key',
	name: 'threadKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. ticket 4711',
	description:
		'What the thread is about, such as the number of a ticket. Messages with the same key go into one thread of the room: the first one begins it, the others reply in it. Nobody sees the key.',
};

export const createOrReply = operation({
	name: 'Create or Reply',
	value: 'createOrReply',
	action: 'Create thread or reply in it',
	description: 'Send a message into the thread with a key, or begin that thread with it',
	on: room,
	fields: [threadKeyField, ...contentFields],
	additional: rarerContentFields,
	isKeyed: true,
	read: (param) => ({
		key: param.requiredText('threadKey').trim(),
		content: readMessage(param),
	}),
	async act(call) {
		const { chat, place, input, transactions } = call;
		const { key, content } = input;
		const thread = { room: place.room, key };
		await refuseEncrypted(call, place.room);
		const { root: found, gone } = await chat.keyedThreads.find(thread);
		const mine = transactions.keyOf(['begin', key], content);
		const { root, isMine } = found
			? { root: found, isMine: isBegunBy(found, mine) }
			: await chat.keyedThreads.begin(thread, content, mine, gone);
		const { event_id: id } = root;
		if (isMine)
			return { result: found ? 'unchanged' : 'created', ...sent(place.room, id, content) };
		const reply = { ...content, 'm.relates_to': inThread(id, latestOf(root)) };
		return { result: 'replied', ...(await send(call, place.room, reply, ['keyed reply', key])) };
	},
});
