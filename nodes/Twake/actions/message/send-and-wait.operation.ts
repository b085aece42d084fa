import { asking } from '../asking/asking';
import { channel } from '../kinds/channel';
import { visibilityOf } from '../kinds/existing-channel';

export const askInChannel = asking({
	action: 'Send message and wait for response',
	description: 'Ask the people of a channel, and go on with the answer',
	on: channel,
	read: () => undefined,
	async post(call, draft) {
		await visibilityOf(call, call.place);
		return await call.posts.create([call.place], draft);
	},
});
