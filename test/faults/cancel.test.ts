import type { INodeParameters } from 'n8n-workflow';
import { executeNode } from '../engine';
import type { NodeRun } from '../engine';
import { byId } from '../Chatwoot/chatwoot';
import { endsWithin250ms, turns } from '../shared/moments';
import { faults } from './catalogue';
import { chatwootDesk } from './chatwoot/desk';
import { FaultProxy } from './fault-proxy';
import type { Fault } from './fault-proxy';
import { twakeDesk } from './twake/desk';
import { twakeChatDesk } from './twake-chat/desk';
import type { Desk, WriteCase } from './write-case';

/** What a run is doing when it is cancelled. */
interface State {
	name: string;
	fault?: Fault;
	/** The operation; by default the first one of the table. */
	operation?: string;
	parameters?: INodeParameters;
	/** The requests that meet the fault; by default all but those of the first item. */
	meets?(path: string, number: number): boolean;
	/** How many requests have met it by then. */
	after: number;
}

const state = (name: string, after = 5): State => ({ name, fault: faults[name], after });

/** One for each thing that a worker can be waiting for or busy with. */
const usual: State[] = [
	{ name: 'no fault at all', after: 40 },
	state('429'),
	state('429 with seconds'),
	state('503'),
	state('connection refused', 2),
	state('reset before it was done'),
	state('stall before it was done'),
	state('stall after it was done'),
	state('slow drip'),
	state('huge body'),
	state('500', 40),
];
/** Nothing to wait for: all items fail at once. */
const ENDS_ITSELF = '429 for a thousand years';

/** All faults, when more than one seed is asked for (see suite.ts). */
const states: State[] =
	Number(process.env.FAULT_SEEDS ?? 1) === 1
		? usual
		: Object.keys(faults)
				.filter((name) => name !== ENDS_ITSELF)
				.map((name) => state(name, name === 'connection refused' ? 2 : 5));

const onFirstItem = (fault: string): State => ({
	name: `the first item meets ${fault}`,
	fault: faults[fault],
	meets: () => true,
	after: 1,
});
const onLogin = (fault: string): State => ({
	name: `the login meets ${fault}`,
	fault: faults[fault],
	meets: (path) => path.endsWith('/login'),
	after: 1,
});

const ofChatwoot: State[] = [
	onFirstItem('stall before it was done'),
	onFirstItem('429'),
	{
		name: 'a change waits to be repeated',
		operation: 'contact > update',
		fault: faults['503'],
		after: 5,
	},
	{
		name: 'items wait for one before them with the same key',
		operation: 'message > create',
		parameters: { conversation: byId(101) },
		fault: faults['stall before it was done'],
		after: 1,
	},
	{
		name: 'an item has done half of its requests',
		operation: 'contact > merge',
		fault: faults['stall before it was done'],
		meets: (path, number) => number > 4 && path.endsWith('/contact_merge'),
		after: 5,
	},
];
const ofTwakeChat: State[] = [
	{
		name: 'messages wait for one before them in the room',
		operation: 'message > send',
		fault: faults['stall before it was done'],
		after: 1,
	},
	{ ...state('503'), name: 'a message waits to be repeated', operation: 'message > send' },
];
const ofTwake = [onLogin('stall before it was done'), onLogin('429'), onLogin('503')];

/** `usually`: what is cancelled, unless a state says otherwise; by default the first case. */
function suite<World>(desk: Desk<World>, further: State[], usually?: string): void {
	let world: World & { url: string; close(): Promise<void> };
	let proxy: FaultProxy;

	beforeAll(async () => {
		world = await desk.start();
		proxy = await FaultProxy.start(world.url);
	});
	afterAll(async () => {
		await proxy.close();
		await world.close();
	});

	const caseOf = (name?: string): WriteCase<World> =>
		desk.cases.find(({ resource, operation }) => `${resource} > ${operation}` === name) ??
		desk.cases[0];

	/** Runs a node until the state is reached, then cancels it; resolves when the cancelling begins. */
	async function cancelled({ fault, operation, parameters, meets, after }: State) {
		const writing = caseOf(operation ?? usually);
		desk.reset(world);
		const items = writing.prepare(world, 3_000);
		let met = 0;
		let reached = () => {};
		const isReached = new Promise<void>((resolve) => (reached = resolve));
		proxy.begin(({ path, number }) => {
			const isMet = meets ? meets(path, number) : number > 3;
			if (isMet && ++met >= after) reached();
			return isMet ? fault : undefined;
		});
		const run: NodeRun = {
			...desk.run(world, proxy.url, {
				...writing.parameters,
				...parameters,
				resource: writing.resource,
				operation: writing.operation,
				options: { concurrency: 10 },
			}),
			items,
			onError: 'continueRegularOutput',
		};
		let cancel = () => {};
		const ended = executeNode({ ...run, whileRunning: (stop) => (cancel = stop) });
		await isReached;
		// All workers reach it, and those that wait have started waiting.
		await turns(5);
		cancel();
		return { ended };
	}

	it.each([...states, ...further])(
		'ends within 250 ms and sends nothing more: $name',
		async (given) => {
			const { ended } = await cancelled(given);
			expect(await endsWithin250ms(ended)).toBe(true);
			expect((await ended).execution.status).toBe('canceled');
			// Requests on the wire may still arrive, and sleepers may wake up.
			await turns(25);
			const sent = proxy.met.length;
			await turns(25);
			expect(proxy.met).toHaveLength(sent);
		},
	);
}

describe('cancelling the Twake node', () => suite(twakeDesk, ofTwake));
// Messages in one room take turns.
describe('cancelling the Twake Chat node', () =>
	suite(twakeChatDesk, ofTwakeChat, 'room > update'));
describe('cancelling the Chatwoot node', () => suite(chatwootDesk, ofChatwoot));
