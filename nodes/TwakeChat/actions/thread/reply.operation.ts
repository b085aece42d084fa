import { inThread } from '../../api/content';
import { readMessage } from '../content/draft';
import { contentFields, rarerContentFields } from '../content/fields';
import { thread } from '../kinds/message';
import { operation } from '../operation/operation';
import { existingThread, latestOf } from '../sending/existing';
import { send } from '../sending/send';

export const replyInThread = operation({
	name: 'Reply',
	value: 'reply',
	action: 'Reply in thread',
	description: 'Send a message into a thread; under a message without one it begins the thread',
	on: thread,
	fields: contentFields,
	additional: rarerContentFields,
	isKeyed: true,
	read: readMessage,
	async act(call) {
		const { place, input } = call;
		const root = await existingThread(call, place);
		const content = { ...input, 'm.relates_to': inThread(root.event_id, latestOf(root)) };
		return await send(call, place.room, content, ['thread reply', root.event_id]);
	},
});
