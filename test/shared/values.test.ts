import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { valueOf } from '../../nodes/shared/values';
import { executeNode } from '../engine';
import { text, tinyNode, tinyOperation, tokenCredential } from './tiny-node';

const properties: INodeProperties[] = [
	{ ...text('text'), displayName: 'Text' },
	{ ...text('json'), displayName: 'JSON', type: 'json' },
];

type Read = (path: string) => unknown;

/** What `read` yields for each of three items, and how often n8n resolved a parameter of the operation. */
async function reading(parameters: IDataObject, read: (value: Read) => unknown) {
	let resolved = 0;
	const operation = tinyOperation<Read>(
		'read',
		async (value) => ({ read: read(value) }) as IDataObject,
		{ properties },
	);
	const { json, error } = await executeNode({
		node: tinyNode<Read>({
			resources: [{ name: 'Thing', value: 'thing', operations: [operation] }],
			secrets: { keys: [], untouchedKeys: [] },
			async open(execution: IExecuteFunctions) {
				const original = execution.getNodeParameter.bind(execution) as (
					...given: unknown[]
				) => unknown;
				const counting = (...given: unknown[]) => {
					if (given[0] === 'text' && !given[3]) resolved++;
					return original(...given);
				};
				execution.getNodeParameter = counting as never;
				return (index) => (path) => valueOf(execution, path, index);
			},
		}),
		parameters: { resource: 'thing', operation: 'read', ...parameters } as never,
		credential: tokenCredential,
		credentialData: {},
		items: [{ n: 1 }, { n: 2 }, { n: 3 }],
	});
	if (error) throw error;
	return { values: json.map(({ read: each }) => each), resolved };
}

describe('the value of a parameter', () => {
	it('is resolved once for all items when it holds no expression', async () => {
		const { values, resolved } = await reading({ text: 'same' }, (value) => value('text'));
		expect(values).toEqual(['same', 'same', 'same']);
		expect(resolved).toBe(1);
	});

	it('is resolved for each item when it holds an expression', async () => {
		const { values, resolved } = await reading({ text: '={{ $json.n }}' }, (value) =>
			value('text'),
		);
		expect(values).toEqual([1, 2, 3]);
		expect(resolved).toBe(3);
	});

	it('is resolved for each item when an expression stands deep inside', async () => {
		const json = { rows: [{ a: 'constant', b: '=n = {{ $json.n }}' }] };
		const { values } = await reading({ json }, (value) => value('json'));
		expect(values).toEqual([1, 2, 3].map((n) => ({ rows: [{ a: 'constant', b: `n = ${n}` }] })));
	});

	it('is missing when nothing was entered', async () => {
		const { values } = await reading({}, (value) => value('text') === undefined);
		expect(values).toEqual([true, true, true]);
	});

	it('stays the same for the next item, whatever one item does to its object', async () => {
		const { values } = await reading({ json: { list: [] } }, (value) => {
			const object = value('json') as { list: number[] };
			return object.list.push(1);
		});
		expect(values).toEqual([1, 1, 1]);
	});
});
