import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/json';
import { message } from '../kinds/message';
import { operation } from '../operation/operation';
import { messageOf } from '../sending/existing';
import { CONTEXT } from './fields';

interface Given {
	by: string[];
	/** What the account itself put with it. */
	context?: IDataObject;
}

export const getManyReactions = operation({
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many reactions',
	description:
		'Get the reactions to a message, also to a deleted one: each with who gave it, and how often it was given',
	on: message,
	isReading: true,
	async act(call): Promise<IDataObject[]> {
		const { chat, place } = call;
		const { event_id: id } = await messageOf(call, place);
		const reactions = new Map<string, Given>();
		const all = chat.messages.related({ room: place.room, message: id }, 'm.annotation', 'oldest');
		for await (const { sender, content } of all) {
			const key = content['m.relates_to']?.key;
			if (key === undefined) continue;
			const given = reactions.get(key) ?? { by: [] };
			given.by.push(sender);
			const context = content[CONTEXT];
			// Anybody can write it.
			if (isObject(context) && sender === (await chat.account.me())) given.context = context;
			reactions.set(key, given);
		}
		return [...reactions].map(([reaction, { by, context }]) => ({
			...{ id, reaction, count: by.length, user_ids: by },
			...(context && { context }),
		}));
	},
});
