import { NodeApiError } from 'n8n-workflow';
import type { IDataObject, INode, INodeParameters, OnError } from 'n8n-workflow';
import { errorOf, executeNode, runNode } from '../engine';
import { apiError } from '../../nodes/shared/errors';
import { StrangeAnswer } from '../../nodes/shared/answers';
import { progressOf } from '../../nodes/shared/progress';
import type { Integration } from '../../nodes/shared/run';
import { endsWithin250ms, turns, until } from './moments';
import { text, tinyNode, tinyOperation, tokenCredential } from './tiny-node';

interface Context {
	index: number;
	/** The item's parameter `word`. */
	word: string;
}

/** What the node did, in order. */
let log: string[] = [];
let running = 0;
let mostRunning = 0;
/** How long the work on an item takes. */
let workOn: (index: number) => Promise<void>;

/** Work that the log shows from start to end. */
async function worked(index: number, entry = String(index)): Promise<void> {
	log.push(`start ${entry}`);
	mostRunning = Math.max(mostRunning, ++running);
	await workOn(index);
	running--;
	log.push(`end ${entry}`);
}

const hasEnded = (index: number) => log.includes(`end ${index}`);
/** Work that lasts until this many items run at once, except for the first, which runs alone. */
const untilRunning = (count: number) => async (index: number) => {
	if (index === 0) return;
	await until(() => mostRunning >= count);
	// Time for one more, which should not start.
	await turns(3);
};

const properties = [text('word')];
const integration: Integration<Context> = {
	secrets: { keys: ['private_key'], untouchedKeys: [] },
	resources: [
		{
			name: 'Thing',
			value: 'thing',
			operations: [
				tinyOperation<Context>('echo', async ({ word }) => ({ word }), { properties }),
				tinyOperation<Context>('list', async ({ index }) =>
					Array.from({ length: index }, (_, position) => ({ position })),
				),
				tinyOperation<Context>('delete', async () => {}),
				tinyOperation<Context>('stumble', async () => {
					const lost = JSON.parse('{}') as { thing: { name: string } };
					return { name: lost.thing.name };
				}),
				tinyOperation<Context>('strange', async () => {
					throw new StrangeAnswer('It lacks the room');
				}),
				tinyOperation<Context>('work', async ({ index }) => {
					await worked(index);
					return { index };
				}),
				tinyOperation<Context>(
					'inOrder',
					async ({ index, word }) => {
						await worked(index, `${word} ${index}`);
						return { index };
					},
					{ properties, orderKey: ({ word }) => word },
				),
				tinyOperation<Context>(
					'failOnBad',
					async ({ index, word }) => {
						await worked(index);
						if (word.startsWith('bad')) throw new Error(`"${word}" is bad`);
						return { word };
					},
					{ properties },
				),
			],
		},
		{
			name: 'Other',
			value: 'other',
			operations: [tinyOperation('name', async () => ({ other: 1 }))],
		},
	],
	async open(execution) {
		return (index) => {
			const word = execution.getNodeParameter('word', index, '') as string;
			if (word === 'unreadable') throw new Error('This item cannot be read');
			return { index, word };
		};
	},
};

interface Given {
	items?: IDataObject[];
	onError?: OnError;
	whileRunning?: (cancel: () => void) => void;
}

function run(parameters: INodeParameters, given: Given = {}) {
	return {
		node: tinyNode(integration),
		parameters: { resource: 'thing', ...parameters },
		credential: tokenCredential,
		credentialData: { url: 'http://127.0.0.1:1', token: 'secret' },
		...given,
	};
}

const words = (...list: string[]): IDataObject[] => list.map((word) => ({ word }));
const numbers = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ index }));

beforeEach(() => {
	log = [];
	running = mostRunning = 0;
	workOn = async () => await turns(1);
});

describe('what a node puts out', () => {
	it('is one item per input item in the order of the input, whatever finished first', async () => {
		// The first one runs alone, the others end from the last to the second.
		workOn = async (index) => {
			if (index > 0 && index < 4) await until(() => hasEnded(index + 1));
		};
		const { json } = await executeNode(run({ operation: 'work' }, { items: numbers(5) }));
		expect(json).toEqual([0, 1, 2, 3, 4].map((index) => ({ index })));
		expect(log.filter((entry) => entry.startsWith('end'))).toEqual(
			[0, 4, 3, 2, 1].map((index) => `end ${index}`),
		);
	});

	it('is linked to the item it came from, each entry of a list as well', async () => {
		const { outputs } = await executeNode(run({ operation: 'list' }, { items: numbers(4) }));
		expect(outputs[0].map(({ json, pairedItem }) => ({ ...json, pairedItem }))).toEqual([
			{ position: 0, pairedItem: { item: 1 } },
			{ position: 0, pairedItem: { item: 2 } },
			{ position: 1, pairedItem: { item: 2 } },
			{ position: 0, pairedItem: { item: 3 } },
			{ position: 1, pairedItem: { item: 3 } },
			{ position: 2, pairedItem: { item: 3 } },
		]);
	});

	it('holds no secret of the service, at any depth', async () => {
		const secret = { private_key: 'hush' };
		const answer = { ...secret, name: 'app', list: [{ ...secret, id: 1 }], nothing: null };
		const resources = [
			{ name: 'App', value: 'thing', operations: [tinyOperation('get', async () => answer)] },
		];
		const node = tinyNode({ ...integration, resources });
		const json = await runNode({ ...run({ operation: 'get' }), node });
		expect(json).toEqual([{ name: 'app', list: [{ id: 1 }], nothing: null }]);
	});

	it('is nothing for an operation that returns nothing', async () => {
		const { outputs, error } = await executeNode(run({ operation: 'delete' }));
		expect(error).toBeUndefined();
		expect(outputs.flat()).toEqual([]);
	});

	it('is nothing when there is no input item', async () => {
		const { outputs, error } = await executeNode(run({ operation: 'work' }, { items: [] }));
		expect(error).toBeUndefined();
		expect(outputs.flat()).toEqual([]);
		expect(log).toEqual([]);
	});
});

describe('resource and operation', () => {
	it('may be expressions and differ from item to item', async () => {
		const parameters = {
			resource: '={{ $json.resource }}',
			operation: '={{ $json.operation }}',
			word: 'hello',
		};
		const items = [
			{ resource: 'thing', operation: 'echo' },
			{ resource: 'other', operation: 'name' },
			{ resource: 'thing', operation: 'delete' },
			{ resource: 'thing', operation: 'echo' },
		];
		expect(await runNode(run(parameters, { items }))).toEqual([
			{ word: 'hello' },
			{ other: 1 },
			{ word: 'hello' },
		]);
	});

	it('that do not exist are refused with the list of those that do', async () => {
		const items = [{ operation: 'echo' }, { operation: 'destroy' }];
		const error = await errorOf(run({ operation: '={{ $json.operation }}' }, { items }));
		expect(error.message).toBe('There is no operation "destroy" on the resource "thing"');
		expect(error.description).toMatch(/^The operations are: .*\becho\b/);
		expect(error.context.itemIndex).toBe(1);
	});

	it('on a resource that does not exist are refused with the list of resources', async () => {
		const error = await errorOf(run({ resource: 'thong' }));
		expect(error.description).toBe('The resources are: thing, other.');
	});

	it.each(['__proto__', 'constructor', ''])('by the name "%s" are not found', async (operation) => {
		const items = [{ operation }];
		const error = await errorOf(run({ operation: '={{ $json.operation }}' }, { items }));
		expect(error.message).toContain('There is no operation');
	});
});

describe('the order of the work', () => {
	it('is that of the input for items with the same key, and free for others', async () => {
		const parameters = { operation: 'inOrder', word: '={{ $json.word }}' };
		const items = words('a', 'a', 'b', 'a', 'b', 'c');
		workOn = untilRunning(3);
		expect(await runNode(run(parameters, { items }))).toHaveLength(6);
		const of = (word: string) => log.filter((entry) => entry.split(' ')[1] === word);
		const oneByOne = (word: string, ...indexes: number[]) =>
			indexes.flatMap((index) => [`start ${word} ${index}`, `end ${word} ${index}`]);
		expect(of('a')).toEqual(oneByOne('a', 0, 1, 3));
		expect(of('b')).toEqual(oneByOne('b', 2, 4));
		expect(mostRunning).toBe(3);
	});

	it('starts with the first item alone', async () => {
		await runNode(run({ operation: 'work' }, { items: numbers(4) }));
		expect(log.slice(0, 2)).toEqual(['start 0', 'end 0']);
	});
});

describe('the option Concurrency', () => {
	it.each([
		['left alone', undefined, 5],
		['3', 3, 3],
		['0', 0, 1],
		['a negative number', -7, 1],
		['51', 51, 50],
		['a fraction', 2.9, 2],
		['a number as text', '={{ "4" }}', 4],
		['words', '={{ "many" }}', 5],
		['an expression that yields nothing', '={{ "" }}', 5],
		['an expression that yields null', '={{ null }}', 5],
	])('being %s lets as many items run as it should', async (_, concurrency, expected) => {
		const options = concurrency === undefined ? {} : { concurrency };
		const items = numbers(expected + 2);
		workOn = untilRunning(expected);
		await executeNode(run({ operation: 'work', options }, { items }));
		expect(mostRunning).toBe(expected);
	});
});

describe('a failure with "On Error: Stop"', () => {
	it('is thrown for the first item that failed by index, not by time', async () => {
		const parameters = { operation: 'failOnBad', word: '={{ $json.word }}' };
		const items = words('good', 'bad slowly', 'bad', 'good');
		workOn = async (index) => {
			if (index === 1) await until(() => hasEnded(2));
		};
		const error = await errorOf(run(parameters, { items }));
		expect(error.message).toBe('"bad slowly" is bad');
		expect(error.context.itemIndex).toBe(1);
	});

	it('lets no further item start', async () => {
		const parameters = {
			operation: 'failOnBad',
			word: '={{ $json.word }}',
			options: { concurrency: 2 },
		};
		const items = words('good', 'good slowly', 'bad', 'good', 'good');
		workOn = async (index) => {
			if (index === 1) await until(() => hasEnded(2));
			await turns(3);
		};
		await errorOf(run(parameters, { items }));
		expect(log.filter((entry) => entry.startsWith('start'))).toEqual([
			'start 0',
			'start 1',
			'start 2',
		]);
		expect(running).toBe(0);
	});

	it('of the first item ends the run before a second one starts', async () => {
		const parameters = { operation: 'failOnBad', word: 'bad' };
		await errorOf(run(parameters, { items: numbers(20) }));
		expect(log).toEqual(['start 0', 'end 0']);
	});
});

describe('a failure with "On Error: Continue"', () => {
	const parameters = { operation: 'failOnBad', word: '={{ $json.word }}' };
	const items = words('good', 'bad', 'fine', 'bad slowly');

	it('goes to the error output with its item, while the others go on', async () => {
		const { outputs, error } = await executeNode(
			run(parameters, { items, onError: 'continueErrorOutput' }),
		);
		expect(error).toBeUndefined();
		expect(outputs[0].map(({ json }) => json)).toEqual(words('good', 'fine'));
		expect(outputs[1].map((item) => [item.error?.message, item.pairedItem])).toEqual([
			['"bad" is bad', { item: 1 }],
			['"bad slowly" is bad', { item: 3 }],
		]);
		expect(outputs[1].map((item) => item.error?.context?.itemIndex)).toEqual([1, 3]);
		expect(outputs[1][0].json.error).toBe('"bad" is bad');
	});

	it('stands in the regular output at its place', async () => {
		const { outputs } = await executeNode(
			run(parameters, { items, onError: 'continueRegularOutput' }),
		);
		expect(outputs[0].map(({ json }) => json)).toEqual([
			{ word: 'good' },
			{ error: '"bad" is bad' },
			{ word: 'fine' },
			{ error: '"bad slowly" is bad' },
		]);
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3].map((item) => ({ item })),
		);
	});

	it('is reported once for an item that cannot even be read', async () => {
		const { outputs } = await executeNode(
			run(
				{ operation: 'inOrder', word: '={{ $json.word }}' },
				{ items: words('a', 'unreadable', 'a'), onError: 'continueErrorOutput' },
			),
		);
		expect(outputs[0].map(({ json }) => json)).toEqual([{ index: 0 }, { index: 2 }]);
		expect(outputs[1].map(({ error }) => error?.message)).toEqual(['This item cannot be read']);
	});

	it('names each item although they failed of one and the same cause', async () => {
		const node = { name: 'Tiny', type: 'tiny' } as INode;
		const problem = { message: 'No such room', description: 'Choose another', body: { id: 7 } };
		const failure = apiError(node, problem);
		const post = tinyOperation<Context>('post', async () => {
			throw failure;
		});
		const resources = [{ name: 'Thing', value: 'thing', operations: [post] }];
		const given = run({ operation: 'post' }, { items: numbers(3), onError: 'continueErrorOutput' });
		const { outputs } = await executeNode({
			...given,
			node: tinyNode({ ...integration, resources }),
		});
		expect(outputs[1].map(({ error }) => error?.context)).toEqual(
			[0, 1, 2].map((itemIndex) => ({ itemIndex, data: { id: 7 } })),
		);
		for (const { error } of outputs[1]) {
			expect(error).toBeInstanceOf(NodeApiError);
			expect(error).toMatchObject({ message: 'No such room', description: 'Choose another' });
		}
	});

	it.each(['continueErrorOutput', 'continueRegularOutput'] as const)(
		'fails every item when the service cannot be opened (%s)',
		async (onError) => {
			const open = async () => {
				throw new Error('The base URL is wrong');
			};
			const node = tinyNode({ ...integration, open });
			const given = run({ operation: 'echo' }, { items: words('a', 'b'), onError });
			const { outputs } = await executeNode({ ...given, node });
			const failed = outputs[onError === 'continueErrorOutput' ? 1 : 0];
			expect(outputs.flat()).toHaveLength(2);
			expect(failed.map(({ error }) => error?.message)).toEqual(
				Array(2).fill('The base URL is wrong'),
			);
		},
	);
});

describe('what went wrong', () => {
	it('is said to be a mistake of the node where it is one, with the place of it', async () => {
		const error = await errorOf(run({ operation: 'stumble' }));
		expect(error.message).toBe(
			"The node made a mistake, the request may have been carried out: Cannot read properties of undefined (reading 'name')",
		);
		expect(error.description).toContain('a fault in the node, not of the server');
		expect(error.stack).toContain('run.test.ts');
	});

	it('is said to be a strange answer only where it is one', async () => {
		const error = await errorOf(run({ operation: 'strange' }));
		expect(error.message).toContain('The server did not answer in the form that was expected');
		expect(error.description).toContain('It lacks the room');
	});
});

describe('an error that stops a run', () => {
	const stopped = async (...list: string[]) => {
		const items = words(...list);
		return await errorOf(run({ operation: 'failOnBad', word: '={{ $json.word }}' }, { items }));
	};

	it('says what was done before and beside it', async () => {
		// The third fails once the concurrent ones have ended.
		workOn = async (index) => {
			if (index === 4) await until(() => hasEnded(5));
			if (index === 2) await until(() => hasEnded(1) && hasEnded(3) && hasEnded(5));
		};
		const error = await stopped('a', 'b', 'bad', 'd', 'bad 2', 'f', 'g', 'h');
		expect(error.message).toBe('"bad" is bad');
		expect(error.context.itemIndex).toBe(2);
		expect(error.description).toMatch(
			/^Of 8 items \d were carried out: 0-1, 3, 5.*\. Also failed: 4\.$/,
		);
	});

	it('says that nothing was done, and nothing of other items when there are none', async () => {
		expect((await stopped('bad', 'b', 'c')).description).toBe('Of 3 items none was carried out.');
		expect((await stopped('bad')).description).toBeFalsy();
	});

	it('names many stretches by the first ones', () => {
		const outcomes = Array.from({ length: 300 }, (_, index) =>
			index % 2 === 0 ? { value: index } : undefined,
		);
		expect(progressOf(outcomes, 1)).toBe(
			'Of 300 items 150 were carried out: 0, 2, 4, 6, 8, 10, 12, 14, 16, 18 and others.',
		);
	});
});

describe('cancelling an execution', () => {
	/** Cancels once something holds, and returns the result of the run and whether it ended in time. */
	async function cancelledWhen(
		holds: () => boolean,
		parameters: INodeParameters,
		given: Given = {},
	) {
		let cancel = () => {};
		const ended = executeNode(
			run(parameters, { ...given, whileRunning: (stop) => (cancel = stop) }),
		);
		await until(holds);
		cancel();
		const inTime = await endsWithin250ms(ended);
		return { inTime, ...(await ended) };
	}

	it('ends it within 250 ms although the work hangs', async () => {
		workOn = async () => await new Promise(() => {});
		const started = () => running === 1;
		const { inTime, execution, error } = await cancelledWhen(started, { operation: 'work' });
		expect(inTime).toBe(true);
		expect(execution.status).toBe('canceled');
		expect(error?.message).toBe('The execution was canceled');
	});

	it('starts no item that had not started', async () => {
		let isOver = false;
		workOn = async (index) => {
			if (index > 0) await until(() => isOver);
		};
		const parameters = { operation: 'work', options: { concurrency: 2 } };
		await cancelledWhen(() => running === 2, parameters, { items: numbers(9) });
		// What was running ends after all.
		isOver = true;
		await until(() => running === 0);
		await turns(3);
		const starts = log.filter((entry) => entry.startsWith('start'));
		expect(starts).toEqual(['start 0', 'start 1', 'start 2']);
	});
});
