import { randomUUID } from 'crypto';
import type { Operation } from '../context';
import { blockFields } from '../content-fields';
import { userField } from '../fields';

export const configureApplication: Operation = {
	name: 'Configure',
	value: 'configure',
	action: 'Open a popup for a user',
	description:
		'Open a popup with blocks in the browser of a user who has Twake open, or close it when there are no blocks',
	properties: [
		{
			...userField,
			description: 'The person to show the popup to. An unknown one is not noticed.',
		},
		...blockFields,
		{
			displayName: 'Connection ID',
			name: 'connection',
			type: 'string',
			default: '',
			description:
				'The connection_id of the event that asks for the popup, such as a command or a click. Twake wants one but does not look at it.',
		},
	],
	async run({ twake, param, hint }) {
		const user = param.id('user');
		const form = param.blocks((problem) => hint(`Left out of a popup: ${problem}`, 'warning'));
		const connection = param.optionalText('connection') ?? randomUUID();
		await twake.application.configure(user, connection, form?.length ? form : undefined);
		return { opened: Boolean(form?.length), user_id: user };
	},
};
