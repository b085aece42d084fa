import type { IDataObject } from 'n8n-workflow';
import type { KeptQuestion } from '../../nodes/shared/asking/question';
import { closeQuestion } from '../../nodes/shared/asking/receive';
import { executeNode } from '../engine';
import { caseRun, executeCase } from '../faults/case-run';
import type { Desk } from '../faults/write-case';

/** The output of every operation in the sandbox, by `resource/operation`. */
export async function outputsOf<World>(desk: Desk<World>): Promise<Map<string, IDataObject[]>> {
	const world = await desk.start();
	const outputs = new Map<string, IDataObject[]>();
	const keep = (resource: string, operation: string, json: IDataObject[]) => {
		const name = `${resource}/${operation}`;
		const failed = json.find((item) => Object.keys(item).join() === 'error');
		if (failed) throw new Error(`${name} failed in the sandbox: ${String(failed.error)}`);
		outputs.set(name, [...(outputs.get(name) ?? []), ...json]);
	};
	for (const { prepare, resource, operation, parameters } of desk.readers) {
		desk.reset(world);
		prepare?.(world);
		const run = desk.run(world, world.url, { ...parameters, resource, operation });
		keep(resource, operation, (await executeNode(run)).json);
	}
	for (const writing of desk.cases) {
		desk.reset(world);
		const { run } = caseRun(desk, world, world.url, writing, { count: 2 });
		const { json } = await executeCase(writing, run);
		// The output is the answer, not what n8n stores while waiting.
		const items = writing.asks
			? json.map(({ question }) => closeQuestion(question as KeptQuestion, { approved: true }))
			: json;
		keep(writing.resource, writing.operation, items);
	}
	await world.close();
	return outputs;
}
