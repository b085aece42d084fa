import { bodyOf } from '../../../shared/request';
import { isDoubleReaction } from '../../api/problems';
import { message } from '../kinds/message';
import { operation } from '../operation/operation';
import { existingMessage } from '../sending/existing';
import { react } from '../sending/react';
import { CONTEXT, contextField, reactionField } from './fields';

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
		const { place, input } = call;
		const { key, context } = input;
		const { room } = place;
		const { event_id: id } = await existingMessage(call, place);
		const more = Object.keys(context).length > 0 ? { [CONTEXT]: context } : {};
		const result = await react(call, { room, message: id }, key, more);
		const isThere = 'problem' in result && isDoubleReaction(result.problem);
		if (!isThere) bodyOf(result);
		return { id, room_id: room, reaction: key, added: !isThere };
	},
});
