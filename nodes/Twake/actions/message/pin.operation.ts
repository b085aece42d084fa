import { joining } from '../checks';
import type { Operation } from '../context';
import { joinThreadField, messageFields, simplifyField } from '../fields';
import { messageOutput } from '../../api/output';

export const pinMessage: Operation = {
	name: 'Pin',
	value: 'pin',
	action: 'Pin a message',
	description: 'Pin a message, whoever posted it',
	...pinning(true),
};

export const unpinMessage: Operation = {
	name: 'Unpin',
	value: 'unpin',
	action: 'Unpin a message',
	description: 'Take the pin off a message',
	...pinning(false),
};

function pinning(pin: boolean): Pick<Operation, 'properties' | 'orderKey' | 'run'> {
	return {
		properties: [...messageFields, simplifyField, joinThreadField],
		orderKey: ({ param }) => param.thread().thread,
		async run(context) {
			const { twake, param } = context;
			const message = await twake.messages.pin(param.message(), pin, joining(context));
			return param.boolean('simplify') ? { ...messageOutput(message), pinned: pin } : message;
		},
	};
}
