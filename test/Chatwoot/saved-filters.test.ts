import { runNode } from '../engine';
import { byId, chatwootRun, demo } from './chatwoot';
import { asAgent, Desk } from './desk';

const desk = new Desk('savedFilter');

const open = [
	{
		attribute_key: 'status',
		filter_operator: 'equal_to',
		values: ['open'],
		query_operator: null,
	},
];
const carla = [
	{
		attribute_key: 'email',
		filter_operator: 'equal_to',
		values: ['carla@customer.example'],
		query_operator: null,
	},
];

const json = (filterType: string, conditionsJson: unknown) => ({
	name: filterType,
	filterType,
	conditionsMode: 'json',
	conditionsJson,
});

const rows = (filterType: string, row: object[], combine = 'AND') => ({
	name: filterType,
	filterType,
	conditionsMode: 'rows',
	conditions: { row },
	combine,
});

const saved = async (filterType: string, conditions: object[]) =>
	Number((await desk.output('create', json(filterType, conditions)))[0].id);

const listed = async (resource: string, id: number) => {
	const parameters = {
		resource,
		operation: 'getMany',
		account: byId(demo.account),
		listBy: 'savedFilter',
		savedFilter: byId(id),
	};
	return await runNode(chatwootRun(desk.chatwoot, { parameters }));
};

describe('Saved Filter', () => {
	it('is kept for the user of the token, of contacts as well as of conversations', async () => {
		const ids = [await saved('contact', carla), await saved('conversation', open)];
		expect(desk.sent('POST')[1]).toEqual([
			'/custom_filters',
			{
				custom_filter: {
					name: 'conversation',
					filter_type: 'conversation',
					query: { payload: open },
				},
			},
		]);
		const all = await desk.output('getMany');
		expect(all.map(({ id }) => id).sort()).toEqual(ids);
		expect(await desk.output('getMany', {}, asAgent)).toEqual([]);
		const savedFilter = byId(ids[0]);
		expect(await desk.output('get', { savedFilter })).toMatchObject([{ filter_type: 'contact' }]);
		const updateFields = { name: 'Carla' };
		const [changed] = await desk.output('update', { savedFilter, updateFields });
		expect(changed).toMatchObject({ name: 'Carla', query: { payload: carla } });
		await desk.output('delete', { savedFilter });
		expect(await desk.refusal('get', { savedFilter })).toContain('did not find saved filter');
	});

	it('chooses what Get Many lists', async () => {
		const [contacts, conversations] = [
			await saved('contact', carla),
			await saved('conversation', open),
		];
		expect(await listed('contact', contacts)).toMatchObject([{ id: demo.carla }]);
		expect(await listed('conversation', conversations)).toMatchObject([{ id: demo.conversation }]);
		desk.chatwoot.state.conversations.get(demo.conversation)!.status = 'resolved';
		expect(await listed('conversation', conversations)).toEqual([]);
	});

	it('of something else is refused, and one that would let everything through', async () => {
		const contacts = await saved('contact', carla);
		await expect(listed('conversation', contacts)).rejects.toThrow(
			'"Saved Filter" is a filter of contacts: contact',
		);
		const { customFilters } = desk.chatwoot.state;
		customFilters.get(contacts)!.query = { payload: [] };
		await expect(listed('contact', contacts)).rejects.toThrow('"Saved Filter" has no conditions');
		await expect(listed('contact', 99)).rejects.toThrow('did not find saved filter 99');
	});

	it('is made of rows, as the dashboard saves them', async () => {
		const row = [
			{ attribute: 'inbox_id', operator: 'equal_to', value: [1, 2] },
			{ attribute: 'labels', operator: 'is_present' },
		];
		await desk.output('create', rows('conversation', row));
		await desk.output('create', rows('contact', [{ ...row[1] }, { ...row[1] }], 'OR'));
		const labels = { attribute_key: 'labels', filter_operator: 'is_present', values: [] };
		expect([...desk.chatwoot.state.customFilters.all()].map(({ query }) => query.payload)).toEqual([
			[
				{
					attribute_key: 'inbox_id',
					filter_operator: 'equal_to',
					values: [1, 2],
					query_operator: 'and',
				},
				{ ...labels, query_operator: null },
			],
			[
				{ ...labels, query_operator: 'or' },
				{ ...labels, query_operator: null },
			],
		]);
		expect(await listed('conversation', 1)).toEqual([]);
	});

	it('gets other conditions, if they are for the same', async () => {
		const savedFilter = byId(await saved('contact', carla));
		const cities = rows('contact', [{ attribute: 'city', operator: 'contains', value: 'Par' }]);
		const [changed] = await desk.output('update', { savedFilter, ...cities });
		expect(changed).toMatchObject({
			name: 'contact',
			query: { payload: [{ attribute_key: 'city', values: ['Par'] }] },
		});
		const statuses = json('conversation', open);
		expect(await desk.refusal('update', { savedFilter, ...statuses })).toContain(
			'"New Conditions" is conversation, but contact filters contacts',
		);
		expect(await desk.refusal('update', { savedFilter })).toContain('"Update Fields" is empty');
	});

	it.each<[string, object, string]>([
		['no name', { name: ' ' }, '"Name" is empty'],
		['no conditions', { conditionsJson: '[]' }, '"Conditions (JSON)" has no rows'],
		['no rows', { conditionsMode: 'rows' }, '"Conditions" has no rows'],
		['no list', { conditionsJson: '{}' }, '"Conditions (JSON)" should be a JSON list'],
		[
			'days that pass',
			rows('contact', [{ attribute: 'created_at', operator: 'days_before', value: 7 }]),
			'"Conditions > Condition 1" counts days from today',
		],
		['another kind', { filterType: 'report' }, '"Filters" is "report"'],
	])('refuses %s before any request', async (_name, change, message) => {
		const whole = json('conversation', open);
		expect(await desk.refusal('create', { ...whole, ...change })).toContain(message);
		expect(desk.chatwoot.requests).toEqual([]);
	});

	it('refuses conditions that Chatwoot would not find anything by', async () => {
		const half = json('conversation', [...open, { attribute_key: 'status' }]);
		expect(await desk.refusal('create', half)).toContain(
			'"Conditions (JSON)" row 2 cannot be filtered by ""',
		);
		const foreign = json('contact', open);
		expect(await desk.refusal('create', foreign)).toContain('has the attribute "status"');
		expect(desk.sent('POST')).toEqual([]);
	});
});

describe('Contact > Get Attachments', () => {
	const contacts = new Desk('contact');

	it('lists the files of all conversations of a contact', async () => {
		const { state } = contacts.chatwoot;
		const row = { account_id: 1, message_id: 1, file_type: 'file', blob_id: null };
		state.attachments.insert(row as never);
		state.attachments.insert(row as never);
		const contact = byId(demo.carla);
		expect(await contacts.output('getAttachments', { contact })).toMatchObject([
			{ id: 2, message_id: 1, conversation_id: demo.conversation },
			{ id: 1, message_id: 1, conversation_id: demo.conversation },
		]);
		expect(await contacts.output('getAttachments', { contact, limit: 1 })).toHaveLength(1);
		expect(await contacts.output('getAttachments', { contact: byId(demo.dan) })).toEqual([]);
		const refusal = await contacts.refusal('getAttachments', { contact: byId(999) });
		expect(refusal).toContain('did not find contact 999');
	});
});
