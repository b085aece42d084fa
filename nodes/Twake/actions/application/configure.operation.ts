import { randomUUID } from 'crypto';
import { blockFields } from '../blocks/fields';
import { readBlocks } from '../blocks/read';
import { user } from '../kinds/user';
import { operation } from '../operation/operation';

export const configureApplication = operation({
	name: 'Configure',
	value: 'configure',
	action: 'Open popup for user',
	description:
		'Open a popup with blocks for a user who has Twake open; without blocks, close it. Unknown users go unnoticed.',
	on: user,
	fields: [
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
	read: (param, hint) => ({
		form: readBlocks(param, hint) ?? [],
		connection: param.optionalText('connection') ?? randomUUID(),
	}),
	async act({ twake, place: { user: id }, input: { form, connection } }) {
		const opened = form.length > 0;
		await twake.application.configure(id, connection, opened ? form : undefined);
		return { opened, user_id: id };
	},
});
