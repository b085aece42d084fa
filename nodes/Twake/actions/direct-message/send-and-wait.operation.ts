import { asking } from '../asking/asking';
import { company } from '../kinds/company';
import { openDirect, usersField, usersFrom } from './users';

export const askDirectly = asking({
	action: 'Send direct message and wait for response',
	description: 'Ask one person, or several together, and go on with the answer',
	on: company,
	fields: [usersField],
	read: usersFrom,
	async venue(call) {
		const place = await openDirect(call);
		return { channel: place, post: async (draft) => await call.posts.create([place], draft) };
	},
});
