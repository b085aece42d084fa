import type { INodeProperties } from 'n8n-workflow';
import { messageOutput } from '../../api/output';
import { message } from '../kinds/message';
import { threadKey } from '../kinds/thread';
import type { Operation } from '../operation/context';
import { operation } from '../operation/operation';
import type { OperationWords } from '../operation/operation';

const reactionField: INodeProperties = {
	displayName: 'Reaction',
	name: 'reaction',
	type: 'string',
	default: '',
	placeholder: 'e.g. :+1:',
	description: 'An emoji or its name',
};

/**
 * An operation on one reaction of the application. Twake takes all of them at once (twake.md §7), so
 * those that are there go along; reactions of others are not touched.
 */
export function reacting(
	words: OperationWords,
	change: (own: string[], name: string) => string[],
): Operation {
	return operation({
		...words,
		on: message,
		fields: [reactionField],
		joins: true,
		orderKey: threadKey,
		read: (param) => param.requiredText('reaction').trim(),
		async act({ twake, place, input: reaction, mayJoin, refuse }) {
			const current = await twake.messages.get(place);
			if (!current) return refuse('message', 'does not exist in this thread');
			const own = (current.reactions ?? [])
				.filter(({ users }) => users.includes(twake.self.application))
				.map(({ name }) => name);
			return await twake.messages.react(place, change(own, reaction), mayJoin);
		},
		simplify: (changed, self) => ({
			...messageOutput(changed, self),
			reactions: changed.reactions ?? [],
		}),
	});
}
