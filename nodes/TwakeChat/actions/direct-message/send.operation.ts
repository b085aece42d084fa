import { readMessage } from '../content/draft';
import { contentFields, kindField } from '../content/fields';
import { user } from '../kinds/user';
import { operation } from '../operation/operation';
import { sendDirectly } from './directly';

export const sendDirectMessage = operation({
	name: 'Send',
	value: 'send',
	action: 'Send direct message',
	description: 'Write to one person, in the direct chat with them; it is made when there is none',
	on: user,
	fields: contentFields,
	additional: [kindField],
	isKeyed: true,
	read: readMessage,
	orderKey: ({ user: id }) => id,
	act: async (call) => await sendDirectly(call, call.input, ['direct']),
});
