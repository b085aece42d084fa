import { runNode } from '../engine';
import { byId, chatwootRun, demo } from './chatwoot';
import { asAgent, Desk } from './desk';

const desk = new Desk('macro');

const steps = {
	step: [
		{ action: 'add_label', labels: ['Vip'] },
		{ action: 'send_message', text: 'Thank you, {{contact.name}}' },
		{ action: 'change_priority', priority: 'none' },
		{ action: 'assign_agent', agent: demo.agent },
		{ action: 'resolve_conversation' },
	],
};
const actions = [
	{ action_name: 'add_label', action_params: ['vip'] },
	{ action_name: 'send_message', action_params: ['Thank you, {{contact.name}}'] },
	{ action_name: 'change_priority', action_params: ['nil'] },
	{ action_name: 'assign_agent', action_params: [demo.agent] },
	{ action_name: 'resolve_conversation', action_params: [] },
];

const created = async (change: object = {}) =>
	(await desk.output('create', { name: 'Close kindly', steps, ...change }))[0];

describe('Macro', () => {
	it('is made of rows, for all agents by default', async () => {
		const macro = await created();
		expect(desk.sent('POST')).toEqual([
			['/macros', { name: 'Close kindly', visibility: 'global', actions }],
		]);
		expect(macro).toMatchObject({ name: 'Close kindly', visibility: 'global', actions });
	});

	it('is read alone and in the list', async () => {
		const { id } = await created();
		expect(await desk.output('get', { macro: byId(Number(id)) })).toMatchObject([{ id, actions }]);
		expect(await desk.output('getMany')).toMatchObject([{ id }]);
	});

	it('keeps its visibility when something else is changed', async () => {
		const { id } = await created();
		const change = { macro: byId(Number(id)), updateFields: { name: 'Close' } };
		expect(await desk.output('update', change)).toMatchObject([
			{ name: 'Close', visibility: 'global', actions },
		]);
	});

	it('is deleted', async () => {
		const { id } = await created();
		expect(await desk.output('delete', { macro: byId(Number(id)) })).toEqual([
			{ deleted: true, id },
		]);
		expect(await desk.refusal('get', { macro: byId(Number(id)) })).toContain(`macro ${id}`);
	});

	it('runs in several conversations', async () => {
		const { id } = await created();
		const { conversation } = demo;
		const parameters = {
			resource: 'conversation',
			operation: 'create',
			account: byId(demo.account),
			contact: byId(demo.dan),
			inbox: byId(demo.api),
		};
		const [opened] = await runNode(chatwootRun(desk.chatwoot, { parameters }));
		const two = [conversation, Number(opened.id)];
		const [output] = await desk.output('run', {
			macro: byId(Number(id)),
			conversations: two.join(', '),
		});
		expect(output).toEqual({ id, name: 'Close kindly', conversations: two, started: true });
		expect(desk.sent('POST').at(-1)).toEqual([`/macros/${id}/execute`, { conversation_ids: two }]);
		await desk.chatwoot.delivered();
		const { conversations, messages } = desk.chatwoot.state;
		expect(two.map((each) => conversations.get(each)?.status)).toEqual(['resolved', 'resolved']);
		const texts = messages.where((row) => row.content?.startsWith('Thank you') === true);
		expect(texts).toHaveLength(2);
		expect(texts.every(({ content }) => !content?.includes('{{'))).toBe(true);
	});

	it.each<[string, string, object, string]>([
		['no name', 'create', { name: ' ', steps }, '"Name" is empty'],
		['no step', 'create', { name: 'x' }, '"Actions" is empty'],
		[
			'a step without its value',
			'create',
			{ name: 'x', steps: { step: [{ action: 'send_message', text: ' ' }] } },
			'"Actions > Action 1 > Text" is empty',
		],
		[
			'a step that only rules know',
			'create',
			{ name: 'x', steps: { step: [{ action: 'open_conversation' }] } },
			'"Actions > Action 1 > Action" is "open_conversation"',
		],
		[
			'no conversation',
			'run',
			{ macro: byId(1), conversations: '' },
			'"Conversation IDs" is empty',
		],
		['an empty change', 'update', { macro: byId(1), updateFields: {} }, '"Update Fields" is empty'],
	])('refuses %s before any request', async (_name, operation, change, message) => {
		expect(await desk.refusal(operation, change)).toContain(message);
		expect(desk.chatwoot.requests).toEqual([]);
	});

	it('is not run where one of the conversations does not exist', async () => {
		const { id } = await created();
		const refusal = await desk.refusal('run', {
			macro: byId(Number(id)),
			conversations: [1, 999_999],
		});
		expect(refusal).toContain('999999');
		expect(desk.sent('POST').filter(([path]) => path.endsWith('/execute'))).toEqual([]);
	});

	it('of an agent is personal', async () => {
		const [macro] = await desk.output('create', { name: 'Mine', steps }, asAgent);
		expect(macro).toMatchObject({ visibility: 'personal' });
	});
});
