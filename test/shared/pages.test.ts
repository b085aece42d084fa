import type { IDataObject } from 'n8n-workflow';
import { pageFields, take, wantedCount } from '../../nodes/shared/pages';
import { Parameters } from '../../nodes/shared/parameters';
import { runNode } from '../engine';
import { tinyNode, tinyOperation, tokenCredential } from './tiny-node';

/** How often a page of two was requested. */
let pages = 0;

async function* numbers(): AsyncGenerator<number> {
	for (let page = 0; page < 5; page++) {
		pages++;
		yield* [2 * page, 2 * page + 1];
	}
}

beforeEach(() => {
	pages = 0;
});

describe('reading a list page by page', () => {
	it.each([
		[1, [0], 1],
		[2, [0, 1], 1],
		[3, [0, 1, 2], 2],
		[Infinity, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 5],
		[0, [], 0],
	])('up to %d entries asks for no page in vain', async (count, expected, asked) => {
		expect(await take(numbers(), count)).toEqual(expected);
		expect(pages).toBe(asked);
	});
});

describe('how many entries an item wants', () => {
	const list = tinyOperation<Parameters>(
		'list',
		async (param) => ({ count: String(wantedCount(param)) }),
		{ properties: pageFields },
	);
	const count = async (parameters: IDataObject) =>
		await runNode({
			node: tinyNode<Parameters>({
				resources: [{ name: 'Thing', value: 'thing', operations: [list] }],
				secrets: { keys: [], untouchedKeys: [] },
				open:
					async (execution) =>
					(index, { properties }) =>
						new Parameters(execution, index, properties),
			}),
			parameters: { resource: 'thing', operation: 'list', ...parameters } as never,
			credential: tokenCredential,
			credentialData: {},
		});

	it.each<[IDataObject, string]>([
		[{}, '50'],
		[{ limit: 7 }, '7'],
		[{ limit: '={{ "7" }}' }, '7'],
		[{ returnAll: true }, 'Infinity'],
		[{ returnAll: true, limit: 7 }, 'Infinity'],
	])('with %j is %s', async (parameters, expected) => {
		expect(await count(parameters)).toEqual([{ count: expected }]);
	});

	it.each([0, -1, 2.5, '={{ "many" }}', '={{ null }}'])('may not be %p', async (limit) => {
		await expect(count({ limit })).rejects.toThrow('"Limit" should be a whole number from 1 on');
	});
});
