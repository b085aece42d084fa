import { isDeepStrictEqual } from 'node:util';
import { demoWorld } from '../../sandbox/chatwoot';
import type { House } from '../../tools/demo/house';
import { example, filledIn } from '../../tools/demo/workflow';
import type { Execution, StoredWorkflow } from '../../tools/n8n';
import { demoWorld as twakeWorld } from '../../sandbox/twake';
import { clickFirstButton, listen } from './examples-click';
import { until } from './until';
import type { Case } from './examples-cases';
import { newestLinks, post } from './questions-asked';
import { added, shown } from './examples-shown';

export interface Outcome {
	start: string;
	/** n8n's final status of the execution, or what went wrong before. */
	status: string;
	/** What the chats newly show. */
	shows: string[];
	isRight: boolean;
}

/** Where the addresses of the cases lead; the nodes take only those of their own server. */
const TWAKE = 'https://web.twake.app';
const CHATWOOT = 'https://app.chatwoot.com';
const OURS = 'n8n-nodes-twake-chatwoot.';
const STARTS = ['n8n-nodes-base.manualTrigger', 'n8n-nodes-base.scheduleTrigger'];
const TWAKE_TRIGGER = `${OURS}twakeTrigger`;

/** Imports an example into n8n and runs it from each of its starts, every time in fresh chats. */
export async function runExampleIn(house: House, file: string, given: Case): Promise<Outcome[]> {
	const { chatwoot, twake, client, credentials } = house;
	const settings = Object.fromEntries(
		Object.entries(given.settings).map(([name, value]) => [
			name,
			value.replace(TWAKE, twake.url).replace(CHATWOOT, chatwoot.url),
		]),
	);
	const workflow = await client.createWorkflow(filledIn(file, credentials, settings));
	const outcomes: Outcome[] = [];
	const pinData = workflow.pinData ?? {};
	const starts = workflow.nodes.filter(
		({ name, type }) => STARTS.includes(type) || name in pinData,
	);
	for (const { name } of starts) {
		chatwoot.seed(demoWorld);
		twake.seed(twakeWorld);
		await given.prepare?.({ chatwoot, twake });
		const before = shown(chatwoot, twake);
		const { status, data } = await RUNS[given.isAnswered ?? 'alone'](house, workflow, name);
		const shows = added(before, shown(chatwoot, twake));
		const { error } = data.resultData;
		outcomes.push({
			start: name,
			status: error ? `${status}: ${error.message}` : status,
			shows,
			isRight: status === 'success' && fits(shows, given.adds) && gives(data, given.gives),
		});
	}
	return outcomes;
}

/** How an example is run to its end. */
const RUNS = {
	alone: async ({ client }: House, workflow: StoredWorkflow, start: string) =>
		await client.runWorkflow(workflow, start),
	'by button': runWithClick,
	'by link': runWithLink,
};

/** Runs an example that asks in Chatwoot, where somebody opens the first link and confirms. */
async function runWithLink(
	house: House,
	workflow: StoredWorkflow,
	start: string,
): Promise<Execution> {
	const { client } = house;
	const id = await client.startWorkflow(workflow, start);
	await until(async () => {
		const [link] = newestLinks(house);
		return link !== undefined && (await post(link)) === 200;
	});
	return await client.finishedExecution(id);
}

/** Runs an example that asks in Twake, where somebody clicks a button meanwhile. */
async function runWithClick(
	house: House,
	workflow: StoredWorkflow,
	start: string,
): Promise<Execution> {
	const { client, twake } = house;
	const trigger = workflow.nodes.find(({ type }) => type === TWAKE_TRIGGER)!;
	await listen(house, workflow, trigger);
	const id = await client.startWorkflow(workflow, start);
	await until(() => twake.state.messages.size > 0);
	const told = await clickFirstButton(house);
	if (told !== 'clicked') throw new Error(`The click was answered: ${told}`);
	const execution = await client.finishedExecution(id);
	await client.deactivateWorkflow(workflow);
	return execution;
}

/** The types of its nodes that n8n does not know, in the version that the file names. */
export function unknownNodes(
	file: string,
	known: Array<{ name: string; version: number | number[] }>,
): string[] {
	return example(file)
		.nodes.filter(
			({ type, typeVersion }) =>
				!known.some(
					({ name, version }) => name === type && [version].flat().includes(Number(typeVersion)),
				),
		)
		.map(({ name, type, typeVersion }) => `${name} (${type} ${String(typeVersion)})`);
}

/** Whether the nodes output exactly these items. */
function gives({ resultData }: Execution['data'], wanted: Case['gives'] = {}): boolean {
	return Object.entries(wanted).every(([node, items]) => {
		const [run] = resultData.runData[node] ?? [];
		const given = run?.data?.main[0]?.map(({ json }) => json);
		return isDeepStrictEqual(given, items);
	});
}

function fits(lines: string[], wanted: Array<string | RegExp>): boolean {
	if (lines.length !== wanted.length) return false;
	return wanted.every((each, index) =>
		typeof each === 'string' ? each === lines[index] : each.test(lines[index]),
	);
}
