import type { IDataObject } from 'n8n-workflow';
import { message } from '../kinds/message';
import { operation } from '../operation/operation';
import { existingMessage } from '../sending/existing';

export const getManyReactions = operation({
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many reactions',
	description: 'Get the reactions to a message: each with who gave it, and how often it was given',
	on: message,
	isReading: true,
	async act(call): Promise<IDataObject[]> {
		const { chat, place } = call;
		const { event_id: id } = await existingMessage(call, place);
		const users = new Map<string, string[]>();
		const all = chat.messages.related({ room: place.room, message: id }, 'm.annotation', 'oldest');
		for await (const { sender, content } of all) {
			const key = content['m.relates_to']?.key;
			if (key !== undefined) users.set(key, [...(users.get(key) ?? []), sender]);
		}
		return [...users].map(([reaction, by]) => ({ id, reaction, count: by.length, user_ids: by }));
	},
});
