import type { INodeProperties } from 'n8n-workflow';
import { reasonField } from '../content/reason';
import { message } from '../kinds/message';
import { messageKeyField } from '../operation/message-key';
import { operation } from '../operation/operation';
import type { Target } from '../operation/operation';
import type { TwakeChatParameters } from '../operation/parameters';
import { existingEvent } from '../sending/existing';
import { threadKeyField } from '../operation/thread-key';

const keyFields: INodeProperties[] = [
	{
		...messageKeyField,
		description:
			'Instead of the message: the key with which <i>Thread > Create or Reply</i> sent it. With the message go the files that were sent with it; it has to be one of the newest 100 of its thread. The key stays taken for 24 hours: until then, nothing is sent with it again.',
	},
	{ ...threadKeyField, description: 'The key of the thread in which the message with the key is' },
];

interface Wanted {
	room: string;
	message?: string;
	keys?: { thread: string; message: string };
}

/** A message by its ID, or by the keys with which it was sent. */
const messageOrKeys: Target<Wanted> = {
	fields: [...message.fields, ...keyFields],
	read(param) {
		const keys = keysFrom(param);
		return keys ? { room: param.room('room'), keys } : message.read(param);
	},
};

function keysFrom(param: TwakeChatParameters): Wanted['keys'] {
	const path = 'messageKey';
	const key = param.optionalText(path)?.trim();
	if (key === undefined) return undefined;
	if (param.optionalMessage('message') !== undefined) {
		param.refuse(path, 'does not go with a Message', 'Leave one of them empty.');
	}
	return { message: key, thread: param.requiredText('threadKey').trim() };
}

export const deleteMessage = operation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete message',
	description: 'Empty a message for good: an own one, or any with the power level to redact',
	on: messageOrKeys,
	additional: [reasonField],
	read: (param) => param.optionalText('additionalFields.reason'),
	async act(call) {
		const { chat, place, input: reason, transactions } = call;
		const { room, keys, message } = place;
		const messages = keys
			? await chat.keyedThreads.sentWith({ room, key: keys.thread }, keys.message)
			: [message!];
		// With the power level to redact, the server takes any ID for one (matrix.md §6).
		if (!keys) await existingEvent(call, { room, message: message! });
		const step = chat.requester.steps();
		for (const id of messages) {
			await step(
				async () => await chat.messages.redact({ room, message: id }, reason, transactions),
			);
		}
		return { deleted: messages.length > 0, id: messages[0], room_id: room };
	},
});
