import { isSame } from '../../../shared/json';
import { bodyOf } from '../../../shared/request';
import { isDoubleReaction } from '../../api/problems';
import { message } from '../kinds/message';
import { operation } from '../operation/operation';
import { existingMessage } from '../sending/existing';
import { react } from '../sending/react';
import { CONTEXT, contextField, reactionField } from './fields';
import { ownReaction } from './own';

export const addReaction = operation({
	name: 'Add',
	value: 'add',
	action: 'Add reaction to message',
	description: 'React to a message, besides the reactions that are there',
	on: message,
	fields: [reactionField],
	additional: [contextField],
	read: (param) => ({
		key: param.requiredText('reaction').trim(),
		context: param.optionalObject('additionalFields.context') ?? {},
	}),
	async act(call) {
		const { chat, place, input, transactions } = call;
		const { key, context } = input;
		const { room } = place;
		const { event_id: id } = await existingMessage(call, place);
		const message = { room, message: id };
		const isGiven = Object.keys(context).length > 0;
		const give = async () => await react(call, message, key, isGiven ? { [CONTEXT]: context } : {});
		const result = await give();
		const isThere = 'problem' in result && isDoubleReaction(result.problem);
		if (!isThere) bodyOf(result);
		const output = (added: boolean) => ({ id, room_id: room, reaction: key, added });
		if (!isThere || !isGiven) return output(!isThere);
		// The server keeps nothing of what it refuses.
		const own = await ownReaction(call, message, key);
		if (own && isSame(own.content[CONTEXT], context)) return output(false);
		const step = chat.requester.steps();
		if (own) {
			const reaction = { room, message: own.event_id };
			await step(async () => await chat.messages.redact(reaction, undefined, transactions));
		}
		await step(async () => bodyOf(await give()));
		return output(true);
	},
});
