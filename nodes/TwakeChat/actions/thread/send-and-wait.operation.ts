import { inThread } from '../../api/content';
import { asking } from '../asking/asking';
import { mentionFields } from '../content/fields';
import { thread } from '../kinds/message';
import { existingThread, latestOf } from '../sending/existing';
import { send } from '../sending/send';

export const askInThread = asking({
	action: 'Reply in thread and wait for response',
	description: 'Ask the people of a thread, and go on with the answer',
	on: thread,
	additional: mentionFields,
	async send(call, question) {
		const root = await existingThread(call, call.place);
		const content = { ...question, 'm.relates_to': inThread(root.event_id, latestOf(root)) };
		return await send(call, call.place.room, content, ['question', root.event_id]);
	},
});
