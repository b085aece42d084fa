import { filtered, take } from '../../../shared/pages';
import { message } from '../kinds/message';
import { operation } from '../operation/operation';
import { existingMessage } from '../sending/existing';
import { reactionField } from './fields';

export const removeReaction = operation({
	name: 'Remove',
	value: 'remove',
	action: 'Remove reaction from message',
	description: 'Take back a reaction of the account',
	on: message,
	fields: [reactionField],
	read: (param) => param.requiredText('reaction').trim(),
	async act(call) {
		const { chat, place, input: key, transactions } = call;
		const { room } = place;
		const { event_id: id } = await existingMessage(call, place);
		const me = await chat.account.me();
		const all = chat.messages.related({ room, message: id }, 'm.annotation');
		const own = await take(
			filtered(all, ({ sender, content }) => {
				return sender === me && content['m.relates_to']?.key === key;
			}),
			1,
		);
		for (const { event_id: reaction } of own) {
			await chat.messages.redact({ room, message: reaction }, undefined, transactions);
		}
		return { id, room_id: room, reaction: key, removed: own.length > 0 };
	},
});
