import { locator } from '../../../shared/locator';
import { joining } from '../checks';
import type { Operation } from '../context';
import { joinThreadField, messageFields, simplifyField } from '../fields';
import { messageOutput } from '../../api/output';

export const moveMessage: Operation = {
	name: 'Move',
	value: 'move',
	action: 'Move a message',
	description: 'Move a reply from its thread to another one',
	properties: [
		...messageFields,
		locator({
			displayName: 'Target Thread',
			name: 'targetThread',
			description: 'The thread to move the message to',
			list: { method: 'searchThreads' },
			id: '88b72af6-bc1b-43a8-a37c-efbc93ab0aea',
			url: 'https://web.twake.app/client/.../w/.../c/.../t/...',
		}),
		simplifyField,
		joinThreadField,
	],
	orderKey: ({ param }) => param.thread().thread,
	async run(context) {
		const { twake, param } = context;
		const place = param.message();
		const target = param.otherThread('targetThread');
		if (target === place.thread)
			param.refuse('targetThread', 'is the thread that the message is in');
		const message = await twake.messages.move(place, target, joining(context));
		return param.boolean('simplify') ? messageOutput(message) : message;
	},
};
