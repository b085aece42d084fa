import type { Operation } from '../context';
import {
	additionalFields,
	channelLocator,
	companyLocator,
	simplifyField,
	textField,
	workspaceLocator,
} from '../fields';
import { messageOutput } from '../output';

export const createThread: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a thread',
	description: 'Post a message as a new thread in a channel',
	properties: [
		companyLocator,
		workspaceLocator,
		channelLocator,
		textField,
		simplifyField,
		{
			displayName: 'Check Channel First',
			name: 'checkChannel',
			type: 'boolean',
			default: true,
			description:
				'Whether to make sure that the channel exists, with one request per channel and run. Twake accepts a message to a wrong channel without an error, and nobody ever sees it.',
		},
		additionalFields,
	],
	async run({ twake, param }) {
		const place = param.channel();
		const content = param.messageContent();
		if (param.boolean('checkChannel')) {
			const result = await twake.channels.get(place);
			if ('error' in result && result.problem.status === 404) {
				param.refuse(
					'channel',
					'does not exist in this workspace',
					'Check the IDs of company, workspace and channel. Twake would take the message and show it to nobody.',
				);
			}
			if ('error' in result) throw result.error;
		}
		const thread = await twake.threads.create(place, content);
		return param.boolean('simplify') ? messageOutput(thread.message) : thread;
	},
};
