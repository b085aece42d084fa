import type { INodeParameters } from 'n8n-workflow';
import { executeNode, itemWithFile } from '../engine';
import type { NodeResult, NodeRun } from '../engine';
import type { Desk, WriteCase } from './write-case';

/** A run of a writing operation on fresh items with their files. */
export function caseRun<World>(
	desk: Desk<World>,
	world: World,
	url: string,
	{ prepare, parameters, resource, operation, file }: WriteCase<World>,
	{ count, options = {} }: { count: number; options?: INodeParameters },
) {
	const prepared = prepare(world, count);
	const withFile = (item: (typeof prepared)[number]) => {
		if (!file) return item;
		const { content, ...about } = file(item);
		return itemWithFile(item, Buffer.from(content, 'latin1'), about);
	};
	const run: NodeRun = {
		...desk.run(world, url, { ...parameters, resource, operation, options }),
		items: prepared.map(withFile),
		onError: 'continueRegularOutput',
	};
	return { prepared, run };
}

/** Runs a case; one that asks in an execution for each item, with the results put together. */
export async function executeCase<World>(
	{ asks }: WriteCase<World>,
	run: NodeRun,
): Promise<NodeResult> {
	if (!asks) return await executeNode(run);
	const results: NodeResult[] = [];
	for (const item of run.items!) results.push(await executeNode({ ...run, items: [item] }));
	const output = results.flatMap(({ outputs: [items = []] }, index) =>
		items.map((item) => ({ ...item, pairedItem: { item: index } })),
	);
	return {
		...results[0],
		error: results.find(({ error }) => error)?.error,
		json: output.map(({ json }) => json),
		outputs: [output],
	};
}
