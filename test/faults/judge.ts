import { inspect } from 'node:util';
import type { IDataObject } from 'n8n-workflow';
import type { NodeResult } from '../engine';
import type { FaultProxy } from './fault-proxy';
import { doubles } from './write-case';
import type { Carried, Desk, WriteCase } from './write-case';

/** An error that does not say this means that nothing was done. */
const MAYBE = /may have (been carried out|done it)|was created, but without its/;

/** What is wrong with the end of a run, in sentences; empty if all is as promised. */
export function faultsIn<World>(
	world: World,
	desk: Desk<World>,
	{ times, extras, results = 1 }: WriteCase<World>,
	items: IDataObject[],
	{ forwarded }: FaultProxy,
	{ outputs, error, execution }: NodeResult,
): string[] {
	if (error) return [`the run stopped: ${error.message}`];
	const carried = forwarded
		.filter(({ method, answer }) => method !== 'GET' && desk.isDone(answer))
		.map(({ method, path, body }) => ({ method, path, body: contentOf(body) }));
	const wrong = [
		...(extras?.(world) ?? []).map((text) => `there twice: ${text}`),
		...sentTwice(desk, carried).map((text) => `carried out and sent again: ${text}`),
	];
	const output = outputs[0] ?? [];
	const places = output.map(({ pairedItem }) => (pairedItem as { item: number }).item);
	if (places.some((place, index) => place < (places[index - 1] ?? 0))) {
		wrong.push(`the order is lost: ${places.join()}`);
	}
	items.forEach((item, index) => {
		const mine = output.filter((_, place) => places[place] === index);
		const [{ json = {}, error } = {}] = mine;
		const wanted = error ? 1 : results;
		if (mine.length !== wanted) wrong.push(`item ${index} came out ${mine.length} times`);
		const done = times(world, item, carried);
		const message = String(error?.message);
		const told = `${message} | ${String(error?.description)}`;
		if (done > 1) wrong.push(`item ${index} was done ${done} times: ${told}`);
		if (error === undefined && done !== 1) {
			wrong.push(`item ${index} succeeded but was ${done > 0 ? 'only half' : 'not'} done`);
		}
		if (error === undefined) return;
		if (!['NodeApiError', 'NodeOperationError'].includes(error.name)) {
			wrong.push(`item ${index} fails with a ${error.name}: ${told}`);
		}
		// n8n keeps only the message in the item that continues.
		if (json.error !== message) wrong.push(`item ${index} goes on with ${String(json.error)}`);
		if (done > 0 && !MAYBE.test(message)) wrong.push(`item ${index} was done, but fails: ${told}`);
	});
	const seen = inspect([execution, output.map(({ error }) => error?.stack)], {
		depth: 12,
		maxArrayLength: Infinity,
		maxStringLength: Infinity,
		showHidden: true,
	});
	for (const secret of [...desk.secrets, ...tokensIn(forwarded)]) {
		if (seen.includes(secret)) wrong.push(`the secret ${secret} is in the execution`);
	}
	return wrong;
}

/** POST requests that the server carried out more than once, although all items ask for different things. */
function sentTwice<World>(desk: Desk<World>, carried: Carried[]): string[] {
	const posts = carried.filter(({ method, path }) => method === 'POST' && !desk.isHarmless(path));
	return doubles(posts.map(({ path, body }) => `${path} ${JSON.stringify(body)}`));
}

/** The tokens returned by logins. */
function tokensIn(forwarded: FaultProxy['forwarded']): string[] {
	return forwarded
		.filter(({ path }) => path.endsWith('/login'))
		.flatMap(({ answer }) => /"value":"([^"]+)"/.exec(answer.body.toString())?.[1] ?? []);
}

function contentOf(body: Buffer): unknown {
	const text = body.toString();
	try {
		return JSON.parse(text) as unknown;
	} catch {
		// The boundary of a form differs each time.
		return text.replace(/^--\S+\r?$/gm, '--');
	}
}
