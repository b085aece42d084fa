import { bodyOf } from '../../../shared/request';
import { isDoubleReaction } from '../../api/problems';
import { message } from '../kinds/message';
import { operation } from '../operation/operation';
import { existingMessage } from '../sending/existing';
import { react } from '../sending/react';
import { reactionField } from './field';

export const addReaction = operation({
	name: 'Add',
	value: 'add',
	action: 'Add reaction to message',
	description: 'React to a message, besides the reactions that are there',
	on: message,
	fields: [reactionField],
	read: (param) => param.requiredText('reaction').trim(),
	async act(call) {
		const { place, input: key } = call;
		const { room } = place;
		const { event_id: id } = await existingMessage(call, place);
		const result = await react(call, { room, message: id }, key);
		const isThere = 'problem' in result && isDoubleReaction(result.problem);
		if (!isThere) bodyOf(result);
		return { id, room_id: room, reaction: key, added: !isThere };
	},
});
