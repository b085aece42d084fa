import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { executeNode } from '../engine';
import { byId, chatwootRun, demo } from './chatwoot';
import { useSlowChatwoot } from './slow-proxy';
import type { SlowProxy } from './slow-proxy';

let chatwoot: ChatwootSandbox;
let proxy: SlowProxy;

useSlowChatwoot((started, between) => {
	chatwoot = started;
	proxy = between;
});

/** Each in its own execution. */
const atOnce = async (all: INodeParameters[]): Promise<IDataObject[]> =>
	await Promise.all(
		all.map(async (given) => {
			const parameters = { account: byId(demo.account), ...given };
			const credential = { baseUrl: proxy.url };
			const { error, json } = await executeNode(chatwootRun(chatwoot, { parameters, credential }));
			expect(error).toBeUndefined();
			return json[0];
		}),
	);
const three = (parameters: INodeParameters) => [parameters, parameters, parameters];
const sessionsOf = (contact: number) =>
	chatwoot.state.sessions.where(({ contact_id }) => contact_id === contact);

describe('in three executions at once', () => {
	it('Contact > Create Session makes one session', async () => {
		proxy.delays = [30];
		const inbox = byId(demo.api);
		const parameters = { resource: 'contact', operation: 'createSession', inbox };
		const outputs = await atOnce(three({ ...parameters, contact: byId(demo.erin) }));

		expect(sessionsOf(demo.erin)).toHaveLength(1);
		expect(outputs.map(({ result }) => result).sort()).toEqual([
			'created',
			'unchanged',
			'unchanged',
		]);
		expect(new Set(outputs.map(({ source_id }) => source_id)).size).toBe(1);
	});

	it('Conversation > Create goes on in the session that the first one makes', async () => {
		proxy.delays = [30];
		const create = { resource: 'conversation', operation: 'create', inbox: byId(demo.api) };
		const outputs = await atOnce(three({ ...create, contact: byId(demo.erin) }));

		expect(sessionsOf(demo.erin)).toHaveLength(1);
		expect(new Set(outputs.map(({ id }) => id)).size).toBe(3);
		expect(new Set(outputs.map(({ source_id }) => source_id)).size).toBe(1);
	});

	it('Account > Update keeps the settings of all, of which the server writes all at once', async () => {
		const account = () => chatwoot.state.accounts.get(demo.account)!;
		let requests = 0;
		proxy.before = async ({ method }) => {
			if (method !== 'PATCH') return;
			const { settings } = structuredClone(account());
			await sleep(60 * ++requests);
			account().settings = settings;
		};
		const update = { resource: 'account', operation: 'update' };
		await atOnce([
			{ ...update, updateFields: { autoResolveAfter: 60 } },
			{ ...update, updateFields: { autoResolveLabel: 'gone' } },
			{ ...update, updateFields: { autoResolveMessage: 'Bye' } },
		]);

		expect(account().settings).toMatchObject({
			auto_resolve_after: 60,
			auto_resolve_label: 'gone',
			auto_resolve_message: 'Bye',
		});
	});

	it('Team > Set, Add and Remove Members do not take each other for a failure', async () => {
		proxy.delays = [30];
		const team = { resource: 'team', team: byId(demo.team) };
		const members = (operation: string, agents: string) => ({ ...team, operation, agents });
		const outputs = await atOnce([
			members('setMembers', '1'),
			members('addMembers', '2'),
			members('removeMembers', '1'),
			members('setMembers', '1, 2'),
		]);
		expect(outputs.map(({ members }) => (members as object[]).length)).toEqual([1, 2, 1, 2]);
	});

	it('Agent > Create Many says once that it has made somebody', async () => {
		proxy.delays = [30];
		const parameters = { resource: 'agent', operation: 'createMany', emails: 'new@acme.example' };
		const outputs = await atOnce(three(parameters));
		expect(outputs.map(({ created }) => created).sort()).toEqual([false, false, true]);
	});

	it('Inbox > Update keeps what others have set of the channel', async () => {
		const inbox = chatwoot.state.inboxes.get(demo.api)!;
		let [current, most] = [0, 0];
		proxy.before = async ({ path }) => {
			if (!path.endsWith(`/inboxes/${demo.api}`)) return;
			most = Math.max(most, ++current);
			await sleep(30);
			current--;
		};
		const update = { resource: 'inbox', operation: 'update', inbox: byId(inbox.id) };
		await atOnce([1, 2, 3].map((replyWindow) => ({ ...update, updateFields: { replyWindow } })));
		expect(most).toBe(1);
	});
});
