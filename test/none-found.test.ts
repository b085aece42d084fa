import type { INodeParameters } from 'n8n-workflow';
import { demoWorld, startChatwoot } from '../sandbox/chatwoot';
import type { ChatwootSandbox } from '../sandbox/chatwoot';
import { demoIds, startTwake } from '../sandbox/twake';
import type { TwakeSandbox } from '../sandbox/twake';
import { byId, chatwootRun, demo } from './Chatwoot/chatwoot';
import { executeNode } from './engine';
import type { NodeRun } from './engine';
import { twakeRun } from './Twake/twake';

let chatwoot: ChatwootSandbox;
let twake: TwakeSandbox;

beforeAll(async () => {
	chatwoot = await startChatwoot();
	chatwoot.seed(demoWorld);
	twake = await startTwake();
});
afterAll(async () => {
	expect(chatwoot.mistakes).toEqual([]);
	await chatwoot.close();
	await twake.close();
});

const items = [{ n: 1 }, { n: 2 }];
const account = byId(demo.account);
const ofChatwoot = (parameters: object, options: INodeParameters): NodeRun =>
	chatwootRun(chatwoot, { parameters: { account, ...parameters, options }, items });
const ofTwake = (parameters: object, options: INodeParameters): NodeRun => {
	const { company, workspace, channel } = demoIds;
	const place = { company, workspace, channel };
	const located = Object.fromEntries(
		Object.entries(place).map(([name, id]) => [name, { __rl: true, mode: 'id', value: id }]),
	);
	return twakeRun(twake, { parameters: { ...located, ...parameters, options }, items });
};
type Run = (options: INodeParameters) => NodeRun;

const lookups: Array<[string, Run]> = [
	[
		'Contact > Get Many, search',
		(options) =>
			ofChatwoot(
				{ resource: 'contact', operation: 'getMany', listBy: 'search', search: 'nobody' },
				options,
			),
	],
	[
		'Contact > Get Conversations',
		(options) =>
			ofChatwoot(
				{ resource: 'contact', operation: 'getConversations', contact: byId(demo.dan) },
				options,
			),
	],
	[
		'Conversation > Get Many',
		(options) =>
			ofChatwoot({ resource: 'conversation', operation: 'getMany', status: 'resolved' }, options),
	],
	[
		'Agent > Get Many, by address',
		(options) =>
			ofChatwoot(
				{ resource: 'agent', operation: 'getMany', filters: { email: 'nobody@x.example' } },
				options,
			),
	],
	[
		'Thread > Get Many',
		(options) => ofTwake({ resource: 'thread', operation: 'getMany' }, options),
	],
	[
		'Message > Search',
		(options) => ofTwake({ resource: 'message', operation: 'search', search: 'nothing' }, options),
	],
];

describe.each(lookups)('%s that finds nothing', (_name, run) => {
	it('outputs an item for each input item if wanted', async () => {
		const { error, outputs } = await executeNode(run({ ifNoneFound: 'emptyItem' }));
		expect(error).toBeUndefined();
		expect(outputs[0].map(({ json, pairedItem }) => [json, pairedItem])).toEqual([
			[{ found: false }, { item: 0 }],
			[{ found: false }, { item: 1 }],
		]);
	});

	it('outputs nothing, or fails', async () => {
		expect((await executeNode(run({}))).json).toEqual([]);
		const { error } = await executeNode(run({ ifNoneFound: 'fail' }));
		expect(error?.message).toBe('Nothing was found');
	});
});

it('takes the choice from each item, and refuses others', async () => {
	const [, run] = lookups[0];
	const choice = '={{ $json.n === 1 ? "emptyItem" : "Empty" }}';
	const { outputs } = await executeNode({
		...run({ ifNoneFound: choice }),
		onError: 'continueErrorOutput',
	});
	expect(outputs.map((list) => list.map(({ json }) => json.found ?? json.error))).toEqual([
		[false],
		['"Options > If None Is Found" is "Empty"'],
	]);
});
