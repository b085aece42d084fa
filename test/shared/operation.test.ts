import type { INodeProperties } from 'n8n-workflow';
import { chatwootIntegration } from '../../nodes/Chatwoot/actions';
import { twakeIntegration } from '../../nodes/Twake/actions';
import { findOperation, propertiesOf, toItems } from '../../nodes/shared/operation';
import type { Resource } from '../../nodes/shared/operation';
import { optionsProperty } from '../../nodes/shared/execution-options';
import { text, tinyOperation } from './tiny-node';

const limited: INodeProperties = {
	...text('reason'),
	displayOptions: { show: { '/all': [true], operation: ['wrong'] }, hide: { silent: [true] } },
};
const resources: Array<Resource<object>> = [
	{
		name: 'Room',
		value: 'room',
		operations: [
			tinyOperation('create', async () => ({}), { properties: [text('title')] }),
			tinyOperation('close', async () => ({}), { properties: [limited] }),
		],
	},
	{
		name: 'Person',
		value: 'person',
		operations: [tinyOperation('create', async () => ({}), { properties: [text('title')] })],
	},
];
const properties = propertiesOf(resources, optionsProperty);
const named = (name: string) => properties.filter((property) => property.name === name);

describe('what the editor offers', () => {
	it('is every resource, and the operations of the one that was chosen', () => {
		const [resource] = named('resource');
		expect(resource).toMatchObject({ type: 'options', default: 'room' });
		expect(resource.options).toEqual([
			{ name: 'Person', value: 'person' },
			{ name: 'Room', value: 'room' },
		]);
		const [ofRoom, ofPerson] = named('operation');
		expect(ofRoom.displayOptions).toEqual({ show: { resource: ['room'] } });
		expect(ofRoom.options?.map((option) => 'value' in option && option.value)).toEqual([
			'close',
			'create',
		]);
		expect(ofRoom.options?.[1]).toEqual({
			name: 'create',
			value: 'create',
			action: 'create a thing',
			description: 'create a thing',
		});
		expect(ofPerson).toMatchObject({
			default: 'create',
			displayOptions: { show: { resource: ['person'] } },
		});
	});

	it('has at first what people mean, which is not always the first of the list', () => {
		const list = ['close', 'getMany', 'open'].map((value) =>
			tinyOperation(value, async () => ({})),
		);
		const chosen = (usual?: string) =>
			propertiesOf([{ name: 'Door', value: 'door', usual, operations: list }], optionsProperty)[1]
				.default;
		expect(chosen()).toBe('getMany');
		expect(chosen('open')).toBe('open');
	});

	it.each([
		['Chatwoot', chatwootIntegration.resources],
		['Twake', twakeIntegration.resources],
	])('is in %s nothing at first that takes something away', (_node, all) => {
		const [resource, ...others] = propertiesOf(all as Array<Resource<object>>, optionsProperty);
		expect(resource.default).toBe('message');
		const first = others
			.filter(({ name }) => name === 'operation')
			.map(({ default: usual }) => usual);
		expect(first).toHaveLength(all.length);
		expect(first.filter((usual) => /delete|remove|leave|reset|close/i.test(String(usual)))).toEqual(
			[],
		);
	});

	it('is each parameter where its operation is chosen, and only there', () => {
		expect(named('title').map(({ displayOptions }) => displayOptions)).toEqual([
			{ show: { resource: ['room'], operation: ['create'] } },
			{ show: { resource: ['person'], operation: ['create'] } },
		]);
	});

	it('keeps the conditions that a parameter has of its own', () => {
		const [{ displayOptions }] = named('reason');
		expect(displayOptions).toEqual({
			show: { '/all': [true], resource: ['room'], operation: ['close'] },
			hide: { silent: [true] },
		});
		// The parameter itself is shared and stays as it is.
		expect(limited.displayOptions?.show?.operation).toEqual(['wrong']);
	});

	it('is each operation with its fields in their order, and each common field once', () => {
		const orders = { list: 'abc', find: 'acb', drop: 'cd', keep: 'dab' };
		const operations = Object.entries(orders).map(([value, names]) =>
			tinyOperation(value, async () => ({}), { properties: [...names].map(text) }),
		);
		const room = { name: 'Room', value: 'room', operations };
		const fields = propertiesOf<object>([room], optionsProperty).slice(2, -1);
		const shownFor = (operation: string) =>
			fields.filter(({ displayOptions }) => displayOptions?.show?.operation?.includes(operation));
		for (const [value, names] of Object.entries(orders)) {
			expect(shownFor(value).map(({ name }) => name)).toEqual([...names]);
		}
		expect(fields.filter(({ name }) => name === 'a')).toHaveLength(2);
		expect(fields.filter(({ name }) => name === 'c')).toHaveLength(1);
	});

	it('ends with the options', () => {
		expect(properties.at(-1)).toBe(optionsProperty);
	});

	it('is all there, and nothing else is', () => {
		for (const { value, operations } of resources) {
			for (const operation of operations) {
				expect(findOperation(resources, value, operation.value)).toBe(operation);
			}
		}
		expect(findOperation(resources, 'person', 'close')).toBeUndefined();
		expect(findOperation(resources, 'nothing', 'create')).toBeUndefined();
		expect(findOperation(resources, ['room'], 'create')).toBeUndefined();
	});
});

describe('the items of a result', () => {
	it('are linked to the input item', () => {
		const pairedItem = { item: 4 };
		expect(toItems({ a: 1 }, 4)).toEqual([{ json: { a: 1 }, pairedItem }]);
		expect(toItems([{ a: 1 }, { a: 2 }], 4)).toEqual([
			{ json: { a: 1 }, pairedItem },
			{ json: { a: 2 }, pairedItem },
		]);
		expect(toItems([], 4)).toEqual([]);
		expect(toItems(undefined, 4)).toEqual([]);
	});
});
