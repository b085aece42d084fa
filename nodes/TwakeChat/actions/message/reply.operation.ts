import { replyTo } from '../../api/content';
import { threadOf } from '../../api/output';
import { readMessage } from '../content/draft';
import { contentFields, rarerContentFields } from '../content/fields';
import { message } from '../kinds/message';
import { operation } from '../operation/operation';
import { existingMessage } from '../sending/existing';
import { send } from '../sending/send';

export const replyToMessage = operation({
	name: 'Reply',
	value: 'reply',
	action: 'Reply to message',
	description: 'Answer a message, in its thread where it is in one',
	on: message,
	fields: contentFields,
	additional: [
		...rarerContentFields,
		{
			displayName: 'Notify Author',
			name: 'notifyAuthor',
			type: 'boolean',
			default: true,
			description: 'Whether the author of the message is told of the reply',
		},
	],
	isKeyed: true,
	read: (param) => ({
		content: readMessage(param),
		isTold: param.optionalBoolean('additionalFields.notifyAuthor') ?? true,
	}),
	async act(call) {
		const { place, input } = call;
		const event = await existingMessage(call, place);
		const mentions = input.content['m.mentions'];
		const users = new Set([...(mentions?.user_ids ?? []), ...(input.isTold ? [event.sender] : [])]);
		const content = {
			...input.content,
			'm.mentions': { ...mentions, ...(users.size > 0 && { user_ids: [...users] }) },
			'm.relates_to': replyTo(event.event_id, threadOf(event)),
		};
		return await send(call, place.room, content, ['reply', event.event_id]);
	},
});
