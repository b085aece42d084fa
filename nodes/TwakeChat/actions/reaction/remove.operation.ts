import { message } from '../kinds/message';
import { operation } from '../operation/operation';
import { existingMessage } from '../sending/existing';
import { reactionField } from './fields';
import { ownReaction } from './own';

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
		const own = await ownReaction(call, { room, message: id }, key);
		if (own) await chat.messages.redact({ room, message: own.event_id }, undefined, transactions);
		return { id, room_id: room, reaction: key, removed: own !== undefined };
	},
});
