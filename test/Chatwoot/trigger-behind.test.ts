import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startChatwoot } from '../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import type { Listener } from '../engine/trigger';
import { turns } from '../shared/moments';
import { byId, demo, doInAccount } from './chatwoot';
import { openTrigger } from './trigger';

let chatwoot: ChatwootSandbox;
let trigger: Listener;
let catchUp: () => void;

beforeEach(async () => {
	const behind = new Promise<void>((resolve) => (catchUp = resolve));
	chatwoot = await startChatwoot({ deliveries: { timeout: 60_000, behind } });
});
afterEach(async () => {
	expect(chatwoot.mistakes).toEqual([]);
	await trigger.close();
	await chatwoot.close();
});

const call = async (path: string, body: object, method = 'POST') =>
	await doInAccount(chatwoot, method, `conversations/${demo.conversation}/${path}`, body);
const becomes = async (status: string) => await call('toggle_status', { status });

/** What starts runs while the server's jobs lag behind. */
const runsOf = async (parameters: INodeParameters, happens: () => Promise<void>) => {
	trigger = await openTrigger(parameters, { staticData: {} }, chatwoot.url);
	await trigger.activate();
	await happens();
	expect(trigger.runs).toEqual([]);
	catchUp();
	await chatwoot.delivered();
	await turns(1);
	return trigger.runs.map(({ conversation, changes, message }) => ({
		status: (conversation as IDataObject | undefined)?.status,
		changed: (changes as { status?: IDataObject } | undefined)?.status,
		text: (message as IDataObject | undefined)?.content,
	}));
};
const asBot = { source: 'bot', inbox: byId(demo.api), bot: byId(1) };
const opened = async () => {
	chatwoot.state.conversations.get(1)!.status = 'pending';
	await becomes('open');
	await becomes('resolved');
};
const resolution = { from: 'open', to: 'resolved' };

describe('a trigger on a server whose jobs are behind', () => {
	it.each<[string, INodeParameters]>([
		['the account', {}],
		['a callback', { source: 'callback', inbox: byId(demo.api) }],
		['a bot', asBot],
	])(
		'hears from %s of each resolution, although the conversation is open again',
		async (_, from) => {
			const runs = await runsOf({ preset: 'conversationResolved', ...from }, async () => {
				await becomes('resolved');
				await becomes('open');
				await becomes('resolved');
				await becomes('open');
			});
			const shown = { status: 'open', changed: resolution };
			expect(runs).toMatchObject([shown, shown]);
		},
	);

	it.each<[string, INodeParameters]>([
		['the account', {}],
		['a bot', asBot],
	])(
		'hears from %s of a hand-over, although the conversation is resolved by then',
		async (_, from) => {
			const runs = await runsOf({ preset: 'handOver', ...from }, opened);
			expect(runs).toMatchObject([{ changed: { from: 'pending', to: 'open' } }]);
		},
	);

	it('hears what a customer wrote before the conversation was resolved', async () => {
		const runs = await runsOf({ preset: 'newCustomerMessage' }, async () => {
			await call('messages', { content: 'Hello?', message_type: 'incoming' });
			await becomes('resolved');
		});
		expect(runs).toMatchObject([{ text: 'Hello?', status: 'resolved' }]);
	});

	it('is silent where a person has taken over by the time that the message comes', async () => {
		const parameters = { preset: 'newCustomerMessage', filters: { noPerson: true } };
		const runs = await runsOf(parameters, async () => {
			await call('messages', { content: 'Hello?', message_type: 'incoming' });
			await call('assignments', { assignee_id: demo.agent });
		});
		expect(runs).toEqual([]);
	});

	it('hears of a status by the change, also where it is filtered', async () => {
		const parameters = { events: ['conversation_updated'], filters: { statuses: ['resolved'] } };
		const runs = await runsOf(parameters, opened);
		expect(runs).toMatchObject([{ changed: { to: 'resolved' } }]);
	});
});
