import { asking } from '../asking/asking';
import { checkThread } from '../kinds/existing-thread';
import { thread } from '../kinds/thread';

export const askInThread = asking({
	action: 'Reply in thread and wait for response',
	description: 'Ask the people of a thread, and go on with the answer',
	on: thread,
	joins: true,
	read: () => undefined,
	async post(call, draft) {
		await checkThread(call, call.place);
		return await call.posts.reply(call.place, draft, call.mayJoin);
	},
});
