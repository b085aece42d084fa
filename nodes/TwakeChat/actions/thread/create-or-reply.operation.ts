import type { INodeProperties } from 'n8n-workflow';
import { inThread } from '../../api/content';
import { isSentBy, marked } from '../../api/keyed-threads';
import { messageWith, readMessage } from '../content/draft';
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
		'What the thread is about, such as the number of a ticket. Messages with the same key go into one thread of the room: the first one begins it, the others reply in it. Clients do not show the key, but whoever is in the room can read it.',
};

const newThreadTextField: INodeProperties = {
	displayName: 'Text of a New Thread',
	name: 'newThreadText',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	description: 'What the message says when it begins the thread, instead of the text above',
};

export const createOrReply = operation({
	name: 'Create or Reply',
	value: 'createOrReply',
	action: 'Create thread or reply in it',
	description: 'Send a message into the thread with a key, or begin that thread with it',
	on: room,
	fields: [threadKeyField, ...contentFields],
	additional: [...rarerContentFields, newThreadTextField],
	isKeyed: true,
	read(param) {
		const content = readMessage(param);
		const path = 'additionalFields.newThreadText';
		const first = param.optionalText(path) === undefined ? content : messageWith(param, path);
		return { key: param.requiredText('threadKey').trim(), content, first };
	},
	async act(call) {
		const { chat, place, input, transactions } = call;
		const { room } = place;
		const { key, content, first } = input;
		const thread = { room, key };
		await refuseEncrypted(call, room);
		const { root: found, gone } = await chat.keyedThreads.find(thread);
		const mine = transactions.keyOf(['begin', key], content);
		const { root, isMine } = found
			? { root: found, isMine: isSentBy(found, mine) }
			: await chat.keyedThreads.begin(thread, first, mine, gone);
		const { event_id: id } = root;
		if (isMine) return { result: found ? 'unchanged' : 'created', ...sent(room, id, first) };
		const reply = { ...marked(content, mine), 'm.relates_to': inThread(id, latestOf(root)) };
		const isKeyed = transactions.userKey !== undefined;
		const before = isKeyed && (await chat.keyedThreads.sentBy({ room, message: id }, mine));
		if (before) return { result: 'unchanged', ...sent(room, before.event_id, reply) };
		return { result: 'replied', ...(await send(call, room, reply, ['keyed reply', key])) };
	},
});
