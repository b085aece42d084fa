import type { ChatwootSandbox } from '../../../sandbox/chatwoot';
import { byId, demo } from '../../Chatwoot/chatwoot';
import {
	accounts,
	agents,
	fresh,
	picture,
	PLANTED_SECRET,
	records,
	storedPicture,
} from '../chatwoot/plant';
import { yes } from '../write-case';
import type { ReadCase, WriteCase } from '../write-case';

type Case = WriteCase<ChatwootSandbox>;

const text = '={{ $json.text }}';
const mail = '={{ $json.mail }}';
const account = byId('={{ $json.account }}');
const user = byId('={{ $json.record }}');
const agentBot = byId('={{ $json.record }}');
const inAcme = { account: byId(demo.account), user };

/** Makes the platform app the owner of what the items work on. */
const owned =
	(prepare: Case['prepare']): Case['prepare'] =>
	(world, count) => {
		const items = prepare(world, count);
		const { platformAccounts, platformUsers } = world.state;
		for (const { account, record } of items) {
			if (account !== undefined) platformAccounts.add(Number(account));
			platformUsers.add(Number(record));
		}
		return items;
	};

const bots: Case['prepare'] = (world, count) => {
	const items = records(
		({ state }) => state.bots,
		(index) => ({
			name: 'before',
			token: `${PLANTED_SECRET} ${index}`,
		}),
	)(world, count);
	for (const { record } of items) world.state.platformBots.add(Number(record));
	return items;
};

const membersOf = ({ state }: ChatwootSandbox, record: unknown) =>
	state.memberships.where((row) => row.user_id === record && row.account_id === demo.account);

export const platformCases: Case[] = [
	{
		resource: 'account',
		operation: 'create',
		parameters: { name: text },
		prepare: fresh,
		times: ({ state }, { text }) => state.accounts.where(({ name }) => name === text).length,
	},
	{
		resource: 'account',
		operation: 'update',
		parameters: { account, updateFields: { name: text } },
		prepare: owned(accounts),
		times: ({ state }, item) => yes(state.accounts.get(Number(item.account))?.name === item.text),
	},
	{
		resource: 'account',
		operation: 'delete',
		parameters: { account },
		prepare: owned(accounts),
		times: ({ state }, item) => yes(!state.accounts.get(Number(item.account))),
	},
	{
		resource: 'accountUser',
		operation: 'add',
		parameters: { ...inAcme, role: 'administrator' },
		prepare: owned(agents),
		times: (world, { record }) =>
			membersOf(world, record).filter(({ role }) => role === 'administrator').length,
	},
	{
		resource: 'accountUser',
		operation: 'remove',
		parameters: inAcme,
		prepare: owned(agents),
		times: (world, { record }) => yes(membersOf(world, record).length === 0),
	},
	{
		resource: 'agentBot',
		operation: 'create',
		parameters: { name: text },
		prepare: fresh,
		times: ({ state }, { text }) => state.bots.where(({ name }) => name === text).length,
	},
	{
		resource: 'agentBot',
		operation: 'update',
		parameters: { agentBot, updateFields: { name: text } },
		prepare: bots,
		times: ({ state }, { record, text }) => yes(state.bots.get(Number(record))?.name === text),
	},
	{
		resource: 'agentBot',
		operation: 'update',
		variant: 'with a picture',
		parameters: { agentBot, updateFields: { avatarBinaryField: 'data', name: text } },
		prepare: bots,
		file: picture,
		times({ state }, { record, text }) {
			const bot = state.bots.get(Number(record));
			return yes(bot?.name === text && bot?.avatar !== null);
		},
	},
	{
		resource: 'agentBot',
		operation: 'deleteAvatar',
		parameters: { agentBot },
		prepare(world, count) {
			const items = bots(world, count);
			const avatar = storedPicture(world);
			for (const { record } of items) {
				Object.assign(world.state.bots.get(Number(record))!, { avatar });
			}
			return items;
		},
		times: ({ state }, { record }) => yes(state.bots.get(Number(record))?.avatar === null),
	},
	{
		resource: 'agentBot',
		operation: 'delete',
		parameters: { agentBot },
		prepare: bots,
		times: ({ state }, { record }) => yes(state.bots.get(Number(record))?.deleted),
	},
	{
		resource: 'user',
		operation: 'create',
		parameters: { name: text, email: mail, password: 'Secret-Word-1' },
		prepare: fresh,
		times: ({ state }, { mail }) => state.users.where(({ email }) => email === mail).length,
	},
	{
		resource: 'user',
		operation: 'update',
		parameters: { user, updateFields: { name: text } },
		prepare: owned(agents),
		times: ({ state }, { record, text }) => yes(state.users.get(Number(record))?.name === text),
	},
	{
		resource: 'user',
		operation: 'delete',
		parameters: { user },
		prepare: owned(agents),
		times: ({ state }, { record }) => yes(!state.users.get(Number(record))),
	},
];

function grantAll({ state }: ChatwootSandbox): void {
	state.platformUsers.add(demo.agent);
	state.platformBots.add(1);
}

const reads = (name: string, parameters: ReadCase<ChatwootSandbox>['parameters'] = {}) => {
	const [resource, operation] = name.split(' ');
	return { resource, operation, parameters, prepare: grantAll };
};

export const platformReaders: Array<ReadCase<ChatwootSandbox>> = [
	reads('account get', { account: byId(demo.account) }),
	reads('account getMany'),
	reads('accountUser getMany', { account: byId(demo.account) }),
	reads('agentBot get', { agentBot: byId(1) }),
	reads('agentBot getMany'),
	reads('agentBot getAccessToken', { agentBot: byId(1) }),
	reads('user get', { user: byId(demo.agent) }),
	reads('user getAccessToken', { user: byId(demo.agent) }),
	reads('user getLoginLink', { user: byId(demo.agent) }),
];
