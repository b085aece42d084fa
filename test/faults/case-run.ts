import type { INodeParameters } from 'n8n-workflow';
import { itemWithFile } from '../engine';
import type { NodeRun } from '../engine';
import type { Desk, WriteCase } from './write-case';

/** A run of a writing operation on fresh items, which bring along their files. */
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
