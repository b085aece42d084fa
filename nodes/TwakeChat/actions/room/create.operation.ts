import type { IDataObject } from 'n8n-workflow';
import type { Problem } from '../../../shared/errors';
import { withoutUndefined } from '../../../shared/json';
import { linkTo } from '../../api/ids';
import { operation } from '../operation/operation';
import type { TwakeChatParameters } from '../operation/parameters';
import { shortText } from '../sending/short-text';

const ALIAS = 'additionalFields.alias';

export const createRoom = operation({
	name: 'Create',
	value: 'create',
	action: 'Create room',
	description: 'Create a room without encryption, and invite people to it',
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			description: 'What people see; several rooms may have the same name',
		},
		{
			displayName: 'Visibility',
			name: 'visibility',
			type: 'options',
			options: [
				{ name: 'Private', value: 'private', description: 'Only for those who are invited' },
				{ name: 'Public', value: 'public', description: 'Whoever knows the alias can join' },
			],
			default: 'private',
			description: 'Who can come in',
		},
		{
			displayName: 'Invite User IDs',
			name: 'users',
			type: 'string',
			default: '',
			placeholder: 'e.g. @alice:example.org, @bob:example.org',
			description: 'Who is invited, separated by commas',
		},
	],
	additional: [
		{
			displayName: 'Alias',
			name: 'alias',
			type: 'string',
			default: '',
			placeholder: 'e.g. support',
			description: 'A name by which the room is found, unique on the server: what stands behind #',
		},
		{
			displayName: 'List in Directory',
			name: 'isListed',
			type: 'boolean',
			default: false,
			description:
				'Whether the public directory of the server shall list the room. Most servers allow that to administrators alone, and say nothing.',
		},
		{
			displayName: 'Topic',
			name: 'topic',
			type: 'string',
			default: '',
			description: 'What the room is about',
		},
	],
	read,
	orderKey: () => undefined,
	async act({ chat, refuse, input: { users, server, ...wanted } }) {
		const own = server === undefined ? undefined : serverIn(await chat.account.me());
		if (server !== own) {
			const wayOut = `Enter what stands behind # alone, or with :${own}.`;
			refuse(ALIAS, `is one of ${server}, but the room is made on ${own}`, wayOut);
		}
		const room = await chat.rooms.create({
			preset: wanted.isPublic ? 'public_chat' : 'private_chat',
			...withoutUndefined({
				name: wanted.name,
				topic: wanted.topic,
				room_alias_name: wanted.alias,
				visibility: wanted.isListed ? 'public' : undefined,
			}),
		});
		// Not as part of creating the room: one person who cannot be invited would leave half a room
		// (matrix.md [142]).
		const invited: string[] = [];
		const refused: IDataObject[] = [];
		await chat.requester.afterWriting(async () => {
			for (const user of users) {
				const result = await chat.rooms.invite(room, user);
				if ('body' in result) invited.push(user);
				else if (!isRefusal(result.problem)) throw result.error;
				else refused.push({ user_id: user, problem: result.problem.message });
			}
		});
		return withoutUndefined({
			id: room,
			name: wanted.name,
			topic: wanted.topic,
			invited,
			not_invited: refused.length > 0 ? refused : undefined,
			url: linkTo(room),
		});
	},
});

/** Only this person was refused; any other problem would affect the others too. */
function isRefusal({ status = 0 }: Problem): boolean {
	return [400, 403, 404].includes(status);
}

function read(param: TwakeChatParameters) {
	const alias = param.optionalText(ALIAS)?.trim();
	return {
		name: shortText(param, 'name', param.requiredText('name').trim()),
		topic: shortText(param, 'additionalFields.topic', param.optionalText('additionalFields.topic')),
		alias: alias === undefined ? undefined : localPart(param, alias),
		server: alias === undefined ? undefined : serverIn(alias),
		isPublic: param.choice('visibility', ['private', 'public']) === 'public',
		isListed: param.boolean('additionalFields.isListed'),
		users: param.users('users'),
	};
}

function localPart(param: TwakeChatParameters, alias: string): string {
	const name = alias.replace(/^#/, '').replace(/:.*$/, '');
	if (name !== '' && name.length <= 200 && !/[\s\0#:]/.test(name)) return name;
	const wayOut = 'Enter a name without blanks and colons, like support.';
	return param.refuse(ALIAS, 'is no alias', wayOut);
}

/** The server in an alias or the ID of a user. */
const serverIn = (id: string): string | undefined => /:(.+)$/.exec(id)?.[1];
