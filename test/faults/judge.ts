import { inspect } from 'node:util';
import type { IDataObject } from 'n8n-workflow';
import type { NodeResult } from '../engine';
import type { Desk, WriteCase } from './write-case';

/** Where an error does not say this, nothing was done. */
const MAYBE = /may have (been carried out|done it)/;

/** What is wrong with the end of a run, in sentences; empty when all is as promised. */
export function faultsIn<World>(
	world: World,
	desk: Desk<World>,
	{ times, extras }: WriteCase<World>,
	items: IDataObject[],
	{ outputs, error, execution }: NodeResult,
): string[] {
	if (error) return [`the run stopped: ${error.message}`];
	const wrong = [...(extras?.(world) ?? []).map((text) => `there twice: ${text}`)];
	const output = outputs[0] ?? [];
	if (output.length !== items.length) {
		wrong.push(`${items.length} items went in, ${output.length} came out`);
	}
	output.forEach(({ json, error, pairedItem }, index) => {
		const item = items[index] ?? {};
		const paired = (pairedItem as { item?: number } | undefined)?.item;
		if (paired !== index) wrong.push(`place ${index} holds item ${paired}`);
		const done = times(world, item);
		const message = String(error?.message);
		const told = `${message} | ${String(error?.description)}`;
		if (done > 1) wrong.push(`item ${index} was done ${done} times: ${told}`);
		if (error === undefined && done !== 1) wrong.push(`item ${index} succeeded but was not done`);
		if (error === undefined) return;
		if (!['NodeApiError', 'NodeOperationError'].includes(error.name)) {
			wrong.push(`item ${index} fails with a ${error.name}: ${told}`);
		}
		// n8n keeps nothing but the message in the item that goes on.
		if (json.error !== message) wrong.push(`item ${index} goes on with ${String(json.error)}`);
		if (done > 0 && !MAYBE.test(message)) wrong.push(`item ${index} was done, but fails: ${told}`);
	});
	const seen = inspect([execution, output.map(({ error }) => error?.stack)], {
		depth: 12,
		maxArrayLength: Infinity,
		maxStringLength: Infinity,
		showHidden: true,
	});
	for (const secret of desk.secrets) {
		if (seen.includes(secret)) wrong.push(`the secret ${secret} is in the execution`);
	}
	return wrong;
}
