import { DIRECT } from '../../api/ids';
import { readMessage, withUploads } from '../content';
import { contentFields } from '../content-fields';
import type { Operation } from '../context';
import { companyLocator, simplifyField } from '../fields';
import { messageOutput } from '../../api/output';

export const sendDirectMessage: Operation = {
	name: 'Send',
	value: 'send',
	action: 'Send a direct message',
	description: 'Write to one person or to several at once, outside of channels',
	properties: [
		companyLocator,
		{
			displayName: 'User IDs',
			name: 'users',
			type: 'string',
			default: '',
			placeholder: 'aee6f6d0-e498-11f1-9f9d-e1c5c54de2fd',
			description:
				'The people to write to, separated by commas; several share one conversation. IDs come from User > Search, Channel > Get Members or a message.',
		},
		...contentFields([simplifyField]),
	],
	orderKey: ({ param }) => param.ids('users').sort().join(),
	async run(context) {
		const { twake, param } = context;
		const company = param.company();
		const users = param.ids('users');
		if (users.length === 0) param.refuse('users', 'is empty', 'Enter at least one user ID.');
		const message = readMessage(context);
		const { id: channel } = await twake.channels.openDirect(company, users);
		const place = { company, workspace: DIRECT, channel };
		const content = await withUploads(context, company, message);
		const thread = await twake.threads.create([place], content);
		return param.boolean('simplify') ? messageOutput(thread.message) : thread;
	},
};
