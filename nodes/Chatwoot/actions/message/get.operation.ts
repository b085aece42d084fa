import type { Operation } from '../operation/types';
import { simplifyField } from '../fields';
import { messageOutput } from '../message/output';
import { messageAt, onMessage } from './on-message';

const { properties, run } = onMessage({
	fields: [simplifyField],
	async act(api, place, _given, { param }) {
		const message = await messageAt(api, place, param);
		return param.boolean('simplify') ? messageOutput(message) : message;
	},
});

export const getMessage: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a message',
	description: 'Get one message of a conversation',
	properties,
	run,
};
