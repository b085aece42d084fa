import { asking } from '../asking/asking';
import { channel } from '../kinds/channel';
import { visibilityOf } from '../kinds/existing-channel';

export const askInChannel = asking({
	action: 'Send message and wait for response',
	description: 'Ask the people of a channel, and go on with the answer',
	on: channel,
	read: () => undefined,
	async venue(call) {
		const { place, posts } = call;
		await visibilityOf(call, place);
		return { channel: place, post: async (draft) => await posts.create([place], draft) };
	},
});
