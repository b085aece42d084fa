import { byId } from './chatwoot';
import { asAgent, asBot, Desk } from './desk';

const desk = new Desk('cannedResponse');
const hello = { cannedResponse: byId(1) };

describe('Canned Response', () => {
	it('is created, also by an agent', async () => {
		const parameters = { shortCode: ' bye ', text: 'Good bye {{contact.name}}\n\nAcme' };
		const [output] = await desk.output('create', parameters, asAgent);
		expect(desk.sent('POST')).toEqual([
			[
				'/canned_responses',
				{ canned_response: { short_code: 'bye', content: 'Good bye {{contact.name}}\n\nAcme' } },
			],
		]);
		expect(output).toMatchObject({ id: expect.any(Number), short_code: 'bye' });
	});

	it('is picked from the list by its ID', async () => {
		expect(await desk.output('get', hello)).toMatchObject([{ id: 1, short_code: 'hello' }]);
		expect(await desk.refusal('get', { cannedResponse: byId(9) })).toContain(
			'Chatwoot did not find canned response 9',
		);
	});

	it('is found by a text, short codes first', async () => {
		await desk.output('create', { shortCode: 'z', text: 'Say HELLO' });
		await desk.output('create', { shortCode: 'other', text: 'x' });
		const found = await desk.output('getMany', { search: ' hello ' });
		expect(found.map(({ short_code }) => short_code)).toEqual(['hello', 'z']);
		expect(await desk.output('getMany', { search: 'hello', limit: 1 })).toHaveLength(1);
		expect(await desk.output('getMany', { returnAll: true })).toHaveLength(3);
		expect(await desk.output('getMany', { search: 'nothing' })).toEqual([]);
	});

	it('is changed in what was given', async () => {
		await desk.output('update', { ...hello, updateFields: { text: 'Hi' } });
		expect(
			await desk.output('update', { ...hello, updateFields: { shortCode: 'hi' } }),
		).toMatchObject([{ id: 1, short_code: 'hi', content: 'Hi' }]);
	});

	it('is deleted, once', async () => {
		expect(await desk.output('delete', hello)).toEqual([{ deleted: true, id: 1 }]);
		expect(await desk.refusal('delete', hello)).toContain(
			'Chatwoot did not find canned response 1',
		);
	});

	it('takes its values from each item; of two with one short code the second is refused', async () => {
		const items = [{ code: 'a' }, { code: 'a' }, { code: 'A' }, { code: '' }];
		const { outputs } = await desk.result(
			'create',
			{ shortCode: '={{ $json.code }}', text: '=Text {{ $itemIndex }}' },
			{ items, onError: 'continueErrorOutput' },
		);
		expect(outputs[0].map(({ json }) => [json.short_code, json.content])).toEqual([
			['a', 'Text 0'],
			['A', 'Text 2'],
		]);
		expect(outputs[1].map(({ json }) => json.error)).toEqual([
			expect.stringContaining('Short code has already been taken'),
			'"Short Code" is empty',
		]);
	});

	it('reads the list again after a write in the same run', async () => {
		const steps = ['getMany', 'create', 'getMany', 'update', 'getMany', 'delete', 'getMany'];
		const { outputs } = await desk.result(
			'={{ $json.step }}',
			{
				...hello,
				shortCode: 'new',
				text: 'Text',
				updateFields: { text: 'Changed' },
				returnAll: true,
				options: { concurrency: 1 },
			},
			{ items: steps.map((step) => ({ step })) },
		);
		const read = steps.map((_, item) =>
			outputs[0]
				.filter(({ pairedItem }) => (pairedItem as { item: number }).item === item)
				.map(({ json }) => json.content),
		);
		expect(read.filter((_, item) => steps[item] === 'getMany')).toEqual([
			['Hello, how can we help?'],
			['Hello, how can we help?', 'Text'],
			['Changed', 'Text'],
			['Text'],
		]);
	});

	it.each([
		['create', { shortCode: ' ', text: 'x' }, '"Short Code" is empty'],
		['create', { shortCode: 'x', text: '' }, '"Text" is empty'],
		['create', { shortCode: '={{ ["a"] }}', text: 'x' }, '"Short Code" should be text'],
		['get', { cannedResponse: byId('') }, '"Canned Response" is empty'],
		['update', { ...hello, updateFields: { text: ' ' } }, '"Update Fields" is empty'],
		['delete', { cannedResponse: byId('={{ "1a" }}') }, '"Canned Response" is not an ID: "1a"'],
	])('refuses %s with %j before any request', async (operation, change, problem) => {
		expect(await desk.refusal(operation, change)).toContain(problem);
		expect(desk.chatwoot.requests).toEqual([]);
	});

	it('is not available to bots', async () => {
		expect(await desk.refusal('getMany', {}, asBot)).toContain('does not let bots do this');
	});
});
