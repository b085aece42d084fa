import type { INodeProperties } from 'n8n-workflow';
import { Turns } from '../../../shared/turns';
import { messageOutput } from '../../api/output';
import type { Message } from '../../api/content';
import type { MessagePlace } from '../../api/places';
import { message } from '../kinds/message';
import { threadKey } from '../kinds/thread';
import type { Operation } from '../operation/context';
import { operation } from '../operation/operation';
import type { OperationWords } from '../../../shared/operation';
import type { Call } from '../operation/operation';

const reactionField: INodeProperties = {
	displayName: 'Reaction',
	name: 'reaction',
	type: 'string',
	default: '',
	placeholder: 'e.g. :+1:',
	description: 'An emoji or its name',
};

/** Executions of one n8n take turns: between a read and its write, no other may change the list. */
const turns = new Turns();

async function changeReactions(
	{ twake, place, mayJoin, refuse }: Call<MessagePlace, unknown>,
	wantedFrom: (own: string[]) => string[],
): Promise<Message> {
	return await turns.take([`${twake.requester.baseUrl} ${place.message}`], async () => {
		const current = await twake.messages.get(place);
		if (!current) return refuse('message', 'does not exist in this thread');
		const own = (current.reactions ?? [])
			.filter(({ users }) => users.includes(twake.self.application))
			.map(({ name }) => name);
		return await twake.messages.react(place, wantedFrom(own), mayJoin);
	});
}

/**
 * An operation on one reaction of the application. Twake replaces all of them at once (twake.md
 * §7), so the existing ones are sent along; other people's reactions stay.
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
		act: async (call) => await changeReactions(call, (own) => change(own, call.input)),
		simplify: (changed, self) => ({
			...messageOutput(changed, self),
			reactions: changed.reactions ?? [],
		}),
	});
}
