import { contentFields, rarerContentFields } from '../content/fields';
import { readMessage } from '../content/draft';
import { company } from '../kinds/company';
import { operation } from '../operation/operation';
import { posted } from '../posting/posts';
import { openDirect, usersField, usersFrom } from './users';

export const sendDirectMessage = operation({
	name: 'Send',
	value: 'send',
	action: 'Send direct message',
	description: 'Write to one person or to several at once, outside of channels',
	on: company,
	fields: [usersField, ...contentFields],
	additional: rarerContentFields,
	simplify: posted.simplify,
	raw: posted.raw,
	read: (param, hint) => ({ users: usersFrom(param), draft: readMessage(param, hint) }),
	orderKey: (_, { users }) => [...users].sort().join(),
	async act(call) {
		const { users, draft } = call.input;
		return await call.posts.create([await openDirect({ ...call, input: users })], draft);
	},
});
