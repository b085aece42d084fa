import { setTimeout as sleep } from 'node:timers/promises';
import { demoWorld } from '../../sandbox/chatwoot';
import { demoWorld as twakeWorld } from '../../sandbox/twake';
import type { House } from '../../tools/demo/house';
import { tell } from '../../tools/demo/report';
import { activated, atRest, listening } from './bridge';
import { until } from './until';
import { People } from './bridge-people';
import type { Talk } from './bridge-people';
import { Fate } from './processes-fate';
import { added, counted } from './processes-count';
import { recordOf } from './processes-record';
import { Dice } from './storm-dice';

/** Messages in a conversation, half of them from each side, before the last of each. */
const MESSAGES = 6;
/** How long people wait between two messages: the more there are, the longer, so that all of them write as many in a second. */
const BETWEEN_MS = [200, 6000] as const;
const FEW_TALKS = 12;
/** When nothing has ended for so long, nothing will. */
const STILL_MS = 20_000;

export interface Crowd {
	talks: number;
	seed: number;
	/** Whether processes die without a warning; otherwise they are stopped as for an update. */
	isRough: boolean;
}

/**
 * Customers and colleagues write at once through the bridge, while processes of n8n end and start again.
 * Counts on both servers what is lost, doubled or out of order; returns how much of that there is.
 */
export async function runProcesses(house: House, { talks, seed, isRough }: Crowd): Promise<number> {
	const { chatwoot, twake, queue, client } = house;
	if (!queue) throw new Error('Several processes need --queue.');
	chatwoot.seed(demoWorld);
	const people = new People(chatwoot, twake, twake.seed(twakeWorld).alice);
	const workflow = await activated(house);
	const dice = new Dice(seed);
	const all: Talk[] = [];
	const said = new Map<Talk, { customer: string[]; colleague: string[] }>();
	const asks = async (talk: Talk, text: string) => {
		said.get(talk)!.customer.push(text);
		await people.ask(talk, text);
	};
	const replies = async (talk: Talk, text: string) => {
		said.get(talk)!.colleague.push(text);
		await people.reply(talk, text);
	};
	const arrives = async (number: number) => {
		const talk = await people.arrive(`Customer ${number}`);
		said.set(talk, { customer: [], colleague: [] });
		await asks(talk, 'Hello');
		all.push(talk);
	};
	const count = () =>
		[...said]
			.map(([talk, { customer, colleague }]) =>
				added(
					counted(customer, people.fromCustomer(talk)),
					counted(colleague, people.fromColleagues(talk)),
				),
			)
			.reduce(added);

	/** Waits until all is there, or nothing has come for a long time: the machine may be busy. */
	const arrived = async () => {
		let last = Infinity;
		do last = count().lost;
		while (!(await until(() => count().lost === 0)) && count().lost < last);
	};

	tell(`${talks} customers arrive, seed ${seed}`);
	for (let number = 1; number <= talks; number++) await arrives(number);
	await until(() => all.every((talk) => people.thread(talk).length > 0));
	const fates = [queue.webhooks, queue.workers].map((kind) => new Fate(kind, dice, isRough));
	tell(`Both sides write ${MESSAGES} messages while processes ${isRough ? 'die' : 'restart'}`);
	const ending = Promise.all(fates.map(async (fate) => await fate.begin()));
	const pace = Math.max(talks / FEW_TALKS, 1);
	const writes = async (talk: Talk, write: typeof asks) => {
		for (let number = 1; number <= MESSAGES / 2; number++) {
			await sleep(dice.between(...BETWEEN_MS) * pace);
			await write(talk, `Message ${number}`);
		}
	};
	await Promise.all(all.flatMap((talk) => [writes(talk, asks), writes(talk, replies)]));
	for (const fate of fates) fate.end();
	await ending;
	const [webhooks, workers] = fates.map(({ times }) => times);
	tell(`${webhooks} webhook processes and ${workers} workers ended; all of them run again`);
	if (!(await listening(house, workflow))) throw new Error('n8n does not listen any more.');
	await arrived();
	tell(`lost ${count().lost} until somebody writes again`);
	// Each run brings along what was missed.
	for (const talk of all) {
		await asks(talk, 'Goodbye');
		await replies(talk, 'Goodbye');
	}
	await arrived();
	const executions = await settled(house);
	await sleep(3000);
	const { lost, doubled, disordered } = count();
	const words = Object.entries(executions).map(([status, times]) => `${times} ${status}`);
	tell(
		`of ${talks * (MESSAGES + 3)} messages lost ${lost}, doubled ${doubled}, out of order ${disordered}; taken back ${people.deleted()}; executions: ${words.join(', ')}`,
	);
	for (const each of await recordOf(house)) console.log('    n8n says:', each);
	await client.deactivateWorkflow(workflow);
	const twins = people.threads().length - talks;
	if (twins > 0) tell(`${twins} conversations have two threads`);
	return lost + doubled + disordered + twins;
}

/**
 * Waits until all executions have ended, or those that have not will never do so: a webhook process that ends may
 * leave one that no worker ever gets (n8n.md §5). Returns their number by n8n's status.
 */
async function settled(house: House): Promise<Record<string, number>> {
	const open = ({ running = 0, new: waiting = 0 }: Record<string, number>) => running + waiting;
	let executions = await atRest(house, { patience: STILL_MS });
	for (let before = Infinity; open(executions) > 0 && open(executions) < before;) {
		before = open(executions);
		executions = await atRest(house, { patience: STILL_MS });
	}
	return executions;
}
