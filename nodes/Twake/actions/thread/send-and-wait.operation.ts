import { asking } from '../asking/asking';
import { checkThread } from '../kinds/existing-thread';
import { thread } from '../kinds/thread';

export const askInThread = asking({
	action: 'Reply in thread and wait for response',
	description: 'Ask the people of a thread, and go on with the answer',
	on: thread,
	joins: true,
	read: () => undefined,
	async venue(call) {
		const { place, posts, mayJoin } = call;
		const { cache } = await checkThread(call, place);
		return {
			channel: cache && {
				company: cache.company_id,
				workspace: cache.workspace_id ?? '',
				channel: cache.channel_id,
			},
			post: async (draft) => await posts.reply(place, draft, mayJoin),
		};
	},
});
