import { asking } from '../asking/asking';
import { user } from '../kinds/user';
import { sendDirectly } from './directly';

export const askDirectly = asking({
	action: 'Send direct message and wait for response',
	description: 'Ask one person, and go on with the answer',
	on: user,
	orderKey: ({ user: id }) => id,
	send: async (call, content) => await sendDirectly(call, content, ['direct question']),
});
