import type { IDataObject, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { automationRule } from '../../nodes/Chatwoot/actions/automation-rule';
import { byId, chatwootRun, demo } from './chatwoot';
import { asAgent, Desk } from './desk';
import { runNode } from '../engine';

const desk = new Desk('automationRule');

const refunds = {
	name: 'Refunds',
	event: 'message_created',
	conditions: {
		condition: [
			{ attribute: 'content', operator: 'contains', value: 'refund, money back', combine: 'and' },
			{ attribute: 'message_type', operator: 'equal_to', value: 'incoming', combine: 'or' },
		],
	},
	steps: {
		step: [
			{ action: 'add_label', labels: ['VIP'] },
			{ action: 'change_priority', priority: 'high' },
		],
	},
};
const conditions = [
	{
		attribute_key: 'content',
		filter_operator: 'contains',
		values: ['refund', 'money back'],
		query_operator: 'and',
	},
	{
		attribute_key: 'message_type',
		filter_operator: 'equal_to',
		values: ['incoming'],
		query_operator: null,
	},
];
const actions = [
	{ action_name: 'add_label', action_params: ['vip'] },
	{ action_name: 'change_priority', action_params: ['high'] },
];

const byStatus = { attribute: 'status', operator: 'equal_to', value: 'open' };

/** What the editor shows of a row of conditions. */
const { properties } = automationRule.operations.find(({ value }) => value === 'create')!;
const [{ values: conditionRow }] = properties.find(({ name }) => name === 'conditions')!
	.options as INodePropertyCollection[];

const created = async (change: object = {}) =>
	(await desk.output('create', { ...refunds, ...change }))[0];

describe('Automation Rule', () => {
	it('is built from rows, and acts at once', async () => {
		const rule = await created();
		const sent = { name: 'Refunds', event_name: 'message_created', conditions, actions };
		expect(desk.sent('POST')).toEqual([['/automation_rules', { ...sent, active: true }]]);
		expect(rule).toMatchObject({ ...sent, active: true });
		const { state } = desk.chatwoot;
		await runNode(
			chatwootRun(desk.chatwoot, {
				parameters: {
					resource: 'message',
					operation: 'create',
					account: byId(demo.account),
					conversation: byId(demo.conversation),
					messageType: 'incoming',
					content: 'I want a refund',
					text: 'I want a refund',
				},
			}),
		);
		await desk.chatwoot.delivered();
		expect(state.conversations.get(demo.conversation)).toMatchObject({ priority: 'high' });
	});

	it('asks for labels in the letter case that accounts define', async () => {
		const condition = [{ attribute: 'labels', operator: 'equal_to', value: 'VIP, Gold' }];
		const { conditions: kept } = await created({ conditions: { condition } });
		expect(kept).toMatchObject([{ attribute_key: 'labels', values: ['vip', 'gold'] }]);
	});

	it('has IDs, words of the server and whose attribute it is from rows', async () => {
		const condition = [
			{ attribute: 'team_id', operator: 'equal_to', value: ['1', 2] },
			{ attribute: 'status', operator: 'not_equal_to', value: 'open, pending' },
			{ attribute: 'private_note', operator: 'equal_to', value: false },
			{ attribute: 'company_name', operator: 'contains', value: 'Ltd' },
			{ attribute: 'phone_number', operator: 'starts_with', value: '+49' },
			{ attribute: 'custom', key: 'order_id', operator: 'is_present' },
			{ attribute: 'customOfContact', key: 'plan', operator: 'equal_to', value: 'pro' },
		];
		const { conditions: kept } = await created({ conditions: { condition } });
		const rows = kept as IDataObject[];
		expect(rows.map(({ values }) => values)).toEqual([
			[1, 2],
			['open', 'pending'],
			['false'],
			['Ltd'],
			['+49'],
			[],
			['pro'],
		]);
		expect(rows.slice(5)).toMatchObject([
			{ attribute_key: 'order_id', custom_attribute_type: 'conversation_attribute' },
			{ attribute_key: 'plan', custom_attribute_type: 'contact_attribute' },
		]);
	});

	it('takes every operator that the editor offers for an attribute', async () => {
		const sample = (attribute: string) =>
			({
				...{ message_type: 'incoming', priority: 'low', private_note: 'true', status: 'open' },
				...{ assignee_id: '1', inbox_id: '1', team_id: '1' },
			})[attribute] ?? 'a';
		const key = { custom: 'order_id', customOfContact: 'plan' };
		const offered = conditionRow
			.filter(({ name }) => name === 'operator')
			.flatMap(({ options = [], displayOptions }) =>
				(displayOptions!.show!.attribute as string[]).flatMap((attribute) =>
					options.map((option) => ({
						...{ attribute, value: sample(attribute), key: key[attribute as keyof typeof key] },
						operator: (option as INodePropertyOptions).value,
					})),
				),
			);
		const { conditions: kept } = await created({ conditions: { condition: offered } });

		expect(offered.length).toBeGreaterThan(50);
		expect((kept as IDataObject[]).map(({ filter_operator }) => filter_operator)).toEqual(
			offered.map(({ operator }) => operator),
		);
	});

	it('unassigns in the way that every server knows', async () => {
		const step = [{ action: 'remove_assigned_agent' }, { action: 'remove_assigned_team' }];
		expect(await created({ steps: { step } })).toMatchObject({
			actions: [
				{ action_name: 'assign_agent', action_params: ['nil'] },
				{ action_name: 'assign_team', action_params: ['nil'] },
			],
		});
	});

	it('writes e-mails to the members of teams', async () => {
		const step = [{ action: 'send_email_to_team', teams: [1, '2'], mailText: 'Somebody is angry' }];
		const params = { team_ids: [1, 2], message: 'Somebody is angry' };
		expect(await created({ steps: { step } })).toMatchObject({
			actions: [{ action_name: 'send_email_to_team', action_params: [params] }],
		});
	});

	it('without a condition acts on every event', async () => {
		expect(await created({ conditions: {} })).toMatchObject({ conditions: [] });
	});

	it('is read alone and in the list', async () => {
		const { id } = await created();
		const one = { automationRule: byId(Number(id)) };
		expect(await desk.output('get', one)).toMatchObject([{ id, conditions, actions }]);
		expect(await desk.output('getMany')).toMatchObject([{ id }]);
	});

	it('is switched off, and cloned unchanged', async () => {
		const { id } = await created();
		const one = { automationRule: byId(Number(id)) };
		const off = { ...one, updateFields: { active: false } };
		expect(await desk.output('update', off)).toMatchObject([{ id, active: false, actions }]);
		const [copy] = await desk.output('clone', one);
		expect(copy).toMatchObject({ name: 'Refunds', active: false, conditions, actions });
		expect(copy.id).not.toBe(id);
	});

	it('is deleted', async () => {
		const { id } = await created();
		const one = { automationRule: byId(Number(id)) };
		expect(await desk.output('delete', one)).toEqual([{ deleted: true, id }]);
		expect(await desk.refusal('get', one)).toContain(`did not find automation rule ${id}`);
		const change = { ...one, updateFields: { name: 'x' } };
		expect(await desk.refusal('update', change)).toContain(`did not find automation rule ${id}`);
	});

	it.each<[string, object, string]>([
		['no name', { name: '' }, '"Name" is empty'],
		['no action', { steps: {} }, '"Actions" is empty'],
		['an unknown event', { event: 'message_deleted' }, '"Event" is "message_deleted"'],
		[
			'a condition without a value',
			{ conditions: { condition: [{ attribute: 'content', operator: 'contains', value: ' ' }] } },
			'"Conditions > Condition 1 > Value" is empty',
		],
		[
			'an operator that would keep the rule from acting',
			{ conditions: { condition: [{ attribute: 'status', operator: 'contains', value: 'op' }] } },
			'"Conditions > Condition 1 > Operator" is "contains"',
		],
		[
			'a team by its name',
			{ conditions: { condition: [{ attribute: 'team_id', operator: 'equal_to', value: 'Us' }] } },
			'"Conditions > Condition 1 > Team Names or IDs" needs an ID, a whole number, not "Us"',
		],
		[
			'every status but all',
			{ conditions: { condition: [{ ...byStatus, operator: 'not_equal_to', value: 'all' }] } },
			'"Conditions > Condition 1 > Value" has the value "all"',
		],
		[
			'an unknown attribute',
			{ conditions: { condition: [{ attribute: 'mood', operator: 'is_present' }] } },
			'"Conditions > Condition 1 > Attribute" is "mood"',
		],
		[
			'an attribute that every object has',
			{ conditions: { condition: [{ attribute: 'constructor', operator: 'equal_to', value: 1 }] } },
			'"Conditions > Condition 1 > Attribute" is "constructor"',
		],
		[
			'an address that is none',
			{ steps: { step: [{ action: 'send_webhook_event', url: 'example' }] } },
			'"Actions > Action 1 > URL" is not a web address',
		],
		[
			'an e-mail to no team',
			{ steps: { step: [{ action: 'send_email_to_team', teams: [], mailText: 'Look' }] } },
			'"Actions > Action 1 > Team Names or IDs" is empty',
		],
		[
			'an e-mail that says nothing',
			{ steps: { step: [{ action: 'send_email_to_team', teams: [1], mailText: ' ' }] } },
			'"Actions > Action 1 > Mail Text" is empty',
		],
	])('refuses %s before any request', async (_name, change, message) => {
		expect(await desk.refusal('create', { ...refunds, ...change })).toContain(message);
		expect(desk.chatwoot.requests).toEqual([]);
	});

	it('names what the account does not define', async () => {
		const condition = [{ attribute: 'custom', key: 'nope', operator: 'is_present' }];
		const refusal = await desk.refusal('create', { ...refunds, conditions: { condition } });
		expect(refusal).toContain('values: Automation conditions nope not supported.');
		expect(refusal).toContain('the account does not define a custom attribute');
	});

	it('needs an administrator', async () => {
		expect(await desk.refusal('getMany', {}, asAgent)).toContain('Administrator');
	});
});
