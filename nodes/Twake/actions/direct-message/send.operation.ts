import { contentFields, rarerContentFields } from '../content/fields';
import { readMessage } from '../content/draft';
import { company } from '../kinds/company';
import { checkCompany } from '../kinds/existing-company';
import { operation } from '../operation/operation';
import { posted } from '../posting/posts';

export const sendDirectMessage = operation({
	name: 'Send',
	value: 'send',
	action: 'Send direct message',
	description: 'Write to one person or to several at once, outside of channels',
	on: company,
	fields: [
		{
			displayName: 'User IDs',
			name: 'users',
			type: 'string',
			default: '',
			placeholder: 'e.g. aee6f6d0-e498-11f1-9f9d-e1c5c54de2fd',
			description:
				'The people to write to, separated by commas; several share one conversation. IDs come from User > Search, Channel > Get Members or a message.',
		},
		...contentFields,
	],
	additional: rarerContentFields,
	simplify: posted.simplify,
	raw: posted.raw,
	read(param, hint) {
		const users = param.ids('users');
		if (users.length === 0) param.refuse('users', 'is empty', 'Enter at least one user ID.');
		return { users, draft: readMessage(param, hint) };
	},
	orderKey: (_, { users }) => [...users].sort().join(),
	async act(call) {
		const { twake, posts, place, input, refuse } = call;
		const { users, draft } = input;
		await checkCompany(call, place);
		const direct = await twake.channels.openDirect(place.company, users);
		const stranger = direct.strangers.at(0);
		if (stranger !== undefined) refuse('users', `names nobody whom Twake knows: ${stranger}`);
		return await posts.create([direct.place], draft);
	},
});
