import type { AppliedSla } from '../../sandbox/chatwoot/state/records';
import { addEnterprise, aCompany, aPolicy } from '../faults/chatwoot/enterprise';
import { byId, demo } from './chatwoot';
import { asAgent, Desk } from './desk';

const enterprise = (desk: Desk) => {
	beforeEach(() => addEnterprise(desk.chatwoot));
};

describe('Company', () => {
	const desk = new Desk('company');

	it('says on a stock server that it needs the Enterprise edition', async () => {
		expect(await desk.refusal('getMany')).toBe(
			'Chatwoot does not allow this here: Companies are not enabled for this account This belongs to the Enterprise edition and has to be switched on for the account, which whoever runs the Chatwoot server can do.',
		);
		expect(await desk.refusal('create', { name: 'Roe' })).toContain('Enterprise edition');
	});

	describe('with the edition', () => {
		enterprise(desk);

		it('is created, changed, found and deleted', async () => {
			const additionalFields = { domain: ' acme.example ', description: 'Big' };
			const [{ id }] = await desk.output('create', { name: 'Acme', additionalFields });
			expect(desk.sent('POST')).toEqual([
				['/companies', { company: { name: 'Acme', domain: 'acme.example', description: 'Big' } }],
			]);
			const company = byId(Number(id));
			expect(await desk.output('get', { company })).toMatchObject([{ name: 'Acme' }]);
			const updateFields = { name: 'Acme Inc' };
			expect(await desk.output('update', { company, updateFields })).toMatchObject([updateFields]);
			expect(await desk.output('getMany', { search: 'acme.ex' })).toMatchObject([{ id }]);
			await desk.output('delete', { company });
			expect(await desk.refusal('get', { company })).toContain('did not find company');
		});

		it('is listed over several pages', async () => {
			for (let index = 10; index < 40; index++) {
				desk.chatwoot.state.companies.insert({ ...aCompany, name: `Firm ${index}` });
			}
			const rows = await desk.output('getMany', { returnAll: true });
			expect(rows.map(({ name }) => name).slice(-2)).toEqual(['Firm 39', 'Roe Ltd']);
			expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
		});

		it('is refused without a name before anything is sent', async () => {
			expect(await desk.refusal('create', { name: ' ' })).toContain('"Name" is empty');
			expect(desk.sent('POST')).toEqual([]);
		});
	});
});

describe('Audit Log', () => {
	const desk = new Desk('auditLog');

	it('says on a stock server that it needs the Enterprise edition', async () => {
		expect(await desk.refusal('getMany')).toBe(
			'Chatwoot keeps no audit log of this account Audit logs belong to the Enterprise edition and have to be switched on for the account, which whoever runs the Chatwoot server can do.',
		);
	});

	describe('with the edition', () => {
		enterprise(desk);

		it('tells who changed what, from where', async () => {
			expect(await desk.output('getMany')).toEqual([
				{
					id: 1,
					action: 'update',
					auditable_type: 'Webhook',
					auditable_id: 1,
					user_id: demo.admin,
					user_email: 'ada@acme.example',
					changes: { name: ['Old', 'New'] },
					ip_address: '203.0.113.7',
					created_at: null,
				},
			]);
		});
	});
});

describe('SLA Policy', () => {
	const desk = new Desk('slaPolicy');

	it('is created and changed, with times in seconds', async () => {
		const additionalFields = { firstResponseTime: 60, onlyDuringBusinessHours: true };
		const [{ id }] = await desk.output('create', { name: 'Gold', additionalFields });
		const slaPolicy = byId(Number(id));
		await desk.output('update', { slaPolicy, updateFields: { resolutionTime: '7200' } });
		expect([...desk.sent('POST'), ...desk.sent('PATCH')].map(([, body]) => body)).toEqual([
			{
				sla_policy: {
					name: 'Gold',
					first_response_time_threshold: 60,
					only_during_business_hours: true,
				},
			},
			{ sla_policy: { resolution_time_threshold: 7200 } },
		]);
		expect(await desk.output('getMany')).toMatchObject([
			{ id, first_response_time_threshold: 60, resolution_time_threshold: 7200 },
		]);
	});

	it('is looked up first, as the server crashes on an unknown one', async () => {
		const slaPolicy = byId(77);
		const said = await desk.refusal('update', { slaPolicy, updateFields: { name: 'x' } });
		expect(said).toContain('Chatwoot did not find SLA policy 77');
		expect(await desk.refusal('delete', { slaPolicy })).toContain('did not find SLA policy 77');
		expect([...desk.sent('PATCH'), ...desk.sent('DELETE')]).toEqual([]);
	});

	it.each([0, -1, 1.5, 'soon'])('takes no time of %p', async (resolutionTime) => {
		const said = await desk.refusal('create', { name: 'x', additionalFields: { resolutionTime } });
		expect(said).toContain('"Additional Fields > Resolution Time" should be a whole number');
		expect(desk.sent('POST')).toEqual([]);
	});

	it('is for administrators to write', async () => {
		const said = await desk.refusal('create', { name: 'x' }, asAgent);
		expect(said).toContain('This needs the role Administrator');
		expect(await desk.output('getMany', {}, asAgent)).toEqual([]);
	});
});

describe('Applied SLA', () => {
	const desk = new Desk('appliedSla');

	it('is empty on a stock server', async () => {
		expect(await desk.output('getMany')).toEqual([]);
		expect(await desk.output('getMetrics')).toMatchObject([
			{ total_count: 0, missed_count: 0, hit_percent: 100 },
		]);
	});

	describe('with the edition', () => {
		enterprise(desk);

		it('tells who was not answered in time', async () => {
			expect(await desk.output('getMany', { period: 'today' })).toMatchObject([
				{
					id: 1,
					sla_policy_id: 1,
					sla_policy_name: aPolicy.name,
					status: 'missed',
					missed: ['frt'],
					conversation_id: demo.conversation,
					contact_name: 'Carla Customer',
					url: expect.stringMatching(/\/conversations\/1$/) as string,
				},
			]);
		});

		it('counts them, for one policy and agent', async () => {
			const { state } = desk.chatwoot;
			const hit: Omit<AppliedSla, 'id'> = {
				account_id: 1,
				sla_policy_id: 1,
				conversation_id: demo.conversation,
				sla_status: 'hit',
				created_at: state.appliedSlas.get(1)!.created_at,
			};
			for (let count = 0; count < 7; count++) state.appliedSlas.insert({ ...hit });
			state.appliedSlas.insert({ ...hit, sla_policy_id: 2 });
			const filters = { slaPolicy: byId(1), agent: byId(''), inbox: byId(demo.api) };
			expect(await desk.output('getMetrics', { period: 'today', filters })).toMatchObject([
				{ total_count: 8, missed_count: 1, hit_percent: 87.5 },
			]);
		});
	});
});

describe('Reporting Event', () => {
	const desk = new Desk('reportingEvent');
	/** How long the administrator's answer in the demo world took, and the agent's in the website. */
	beforeEach(() => {
		const { reportingEvents } = desk.chatwoot.state;
		const [first] = reportingEvents.all();
		const later = { user_id: demo.agent, inbox_id: demo.website, name: 'reply_time', value: 90 };
		reportingEvents.insert({ ...first, ...later, id: first.id + 1 });
	});
	const names = async (filters: object) =>
		(await desk.output('getMany', { period: 'today', filters })).map(({ name }) => name);

	it('tells how long an answer took', async () => {
		const [row] = await desk.output('getMany', { period: 'today' });
		const time = expect.stringMatching(/^\d{4}-.+T.+Z$/) as string;
		expect(row).toEqual({
			id: expect.any(Number) as number,
			name: 'reply_time',
			seconds: 90,
			seconds_in_business_hours: 90,
			started_at: time,
			ended_at: time,
			inbox_id: demo.website,
			agent_id: demo.agent,
			created_at: time,
		});
	});

	it('is narrowed to an agent, an inbox, a kind and a period', async () => {
		expect(await names({})).toEqual(['reply_time', 'first_response']);
		expect(await names({ agent: byId(demo.agent) })).toEqual(['reply_time']);
		expect(await names({ inbox: byId(demo.api) })).toEqual(['first_response']);
		expect(await names({ event: 'first_response' })).toEqual(['first_response']);
		expect(await desk.output('getMany', { period: 'lastMonth' })).toEqual([]);
		const said = await desk.refusal('getMany', { filters: { event: 'reply' } });
		expect(said).toContain('"Filters > Event" is "reply"');
	});

	it('of one conversation has its number', async () => {
		const conversation = byId(demo.conversation);
		const rows = await desk.output('getOfConversation', { conversation }, asAgent);
		expect(rows).toMatchObject([
			{ name: 'first_response', conversation_id: demo.conversation },
			{ name: 'reply_time', seconds: 90, conversation_id: demo.conversation },
		]);
	});
});
