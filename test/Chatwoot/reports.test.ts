import { clock } from '../../nodes/shared/retry';
import { byId, demo } from './chatwoot';
import { Desk } from './desk';

const desk = new Desk('report');

/** n8n's own default time zone, which the test workflows use. */
const ZONE = -5;
const year = { period: 'custom', periodStart: '2001-01-01', periodEnd: '2100-01-01' };

/** The queries that reached the server, by the report. */
const asked = () =>
	desk.chatwoot.requests
		.map(({ path }) => new URL(path, 'http://chatwoot.test'))
		.filter(({ pathname }) => pathname.startsWith('/api/v2/accounts/1/'))
		.map(({ pathname, searchParams }) => [
			pathname.replace('/api/v2/accounts/1/', ''),
			Object.fromEntries(searchParams),
		]);

/** Days on which the zone has winter time. */
const seconds = (day: string) => String(Date.parse(`${day}T00:00:00Z`) / 1000 - ZONE * 3600);

afterEach(() => jest.restoreAllMocks());

describe('Report', () => {
	it('gives the figures of a period and the previous one in one row', async () => {
		const [row] = await desk.output('getSummary', year);
		expect(row).toMatchObject({
			since: '2001-01-01T05:00:00.000Z',
			until: '2100-01-01T05:00:00.000Z',
			conversations_count: 1,
			incoming_messages_count: 1,
			outgoing_messages_count: 1,
			previous_conversations_count: 0,
		});
		const query = { since: seconds('2001-01-01'), until: seconds('2100-01-01'), type: 'account' };
		expect(asked()).toEqual([['reports/summary', { ...query, business_hours: 'false' }]]);
	});

	it('is about a part of the account, in business hours alone if wanted', async () => {
		const about = { about: 'inbox', inbox: byId(demo.website), businessHours: true };
		const [row] = await desk.output('getSummary', { ...year, ...about });
		expect(row).toMatchObject({ conversations_count: 0 });
		expect(asked()[0][1]).toMatchObject({ type: 'inbox', id: '2', business_hours: 'true' });
	});

	it.each([
		['today', '2026-03-01', undefined],
		['yesterday', '2026-02-28', '2026-03-01'],
		['last7Days', '2026-02-22', '2026-03-01'],
		['last30Days', '2026-01-30', '2026-03-01'],
		['thisMonth', '2026-03-01', undefined],
		['lastMonth', '2026-02-01', '2026-03-01'],
	])('knows what is meant by %s where the workflow is', async (period, since, until) => {
		// There, it is still the first of March.
		const now = Date.parse('2026-03-02T03:30:00Z');
		jest.spyOn(clock, 'now').mockReturnValue(now);
		await desk.output('getSummary', { period });
		expect(asked()[0][1]).toMatchObject({
			since: seconds(since),
			until: until === undefined ? String(now / 1000) : seconds(until),
		});
	});

	it('has a row for every step of time with a column for every metric', async () => {
		const { conversations } = desk.chatwoot.state;
		conversations.get(demo.conversation)!.created_at = Date.parse('2026-01-31T04:00:00Z');
		const rows = await desk.output('getTimeSeries', {
			metrics: ['conversations_count', 'reply_time'],
			interval: 'day',
			period: 'custom',
			periodStart: '2026-01-30',
			periodEnd: '2026-01-31T12:00:00',
		});
		const times = { since: expect.any(String), until: expect.any(String) };
		// Nothing has no average.
		expect(rows).toEqual([
			{
				...times,
				date: '2026-01-30',
				start: '2026-01-30T05:00:00.000Z',
				conversations_count: 1,
				reply_time: null,
			},
			{
				...times,
				date: '2026-01-31',
				start: '2026-01-31T05:00:00.000Z',
				conversations_count: 0,
				reply_time: null,
			},
		]);
		expect(asked().map(([, query]) => query)).toMatchObject(
			['conversations_count', 'reply_time'].map((metric) => ({
				metric,
				group_by: 'day',
				timezone_offset: expect.stringMatching(/^-[45]$/),
			})),
		);
	});

	it.each([
		['agent', { id: demo.admin, name: 'Alice Admin', conversations_count: 0 }],
		['inbox', { id: demo.api, name: 'Website Bridge', conversations_count: 1 }],
		['label', { id: 1, name: 'urgent', conversations_count: 0 }],
		['team', { id: demo.team, name: 'first line', conversations_count: 0 }],
	])('has a row with the name of every %s', async (groupBy, first) => {
		const rows = await desk.output('getByGroup', { ...year, groupBy });
		expect(rows[0]).toMatchObject(first);
		expect(rows.every(({ name }) => typeof name === 'string')).toBe(true);
	});

	it('has a row for every type of channel, over at most half a year', async () => {
		const groups = { groupBy: 'channel', period: 'today' };
		expect(await desk.output('getByGroup', groups)).toMatchObject([
			{ channel: 'Channel::Api', open: 1, resolved: 0, total: 1 },
		]);
		const refusal = await desk.refusal('getByGroup', { ...groups, ...year });
		expect(refusal).toContain('Date range cannot exceed 6 months');
	});

	it('counts what was sent, who answered how fast, what bots did', async () => {
		const { state } = desk.chatwoot;
		const time = { started_at: 0, ended_at: Date.now(), created_at: Date.now() };
		const of = { account_id: 1, inbox_id: demo.api, user_id: 1, conversation_id: 1, ...time };
		state.reportingEvents.insert({ ...of, name: 'first_response', value: 7200 });
		const groupBy = 'inbox';
		expect(await desk.output('getOutgoingMessages', { ...year, groupBy })).toMatchObject([
			{ id: demo.api, name: 'Website Bridge', outgoing_messages_count: 1 },
		]);
		expect(await desk.output('getFirstResponseTimes', year)).toMatchObject([
			{ channel: 'Channel::Api', '0-1h': 1, '1-4h': 1 },
		]);
		expect(await desk.output('getBotMetrics', year)).toMatchObject([
			{ conversation_count: 0, bot_handoffs_count: 0, previous_bot_handoffs_count: 0 },
		]);
	});

	it('has a row for every pair of inbox and label', async () => {
		desk.chatwoot.state.conversations.get(demo.conversation)!.labels = ['shipping'];
		const rows = await desk.output('getInboxLabels', year);
		expect(rows).toHaveLength(4);
		expect(rows.filter(({ conversations_count }) => conversations_count !== 0)).toMatchObject([
			{ inbox_name: 'Website Bridge', label: 'shipping', conversations_count: 1 },
		]);
	});

	it('counts what is waiting now, in total or by assignee', async () => {
		expect(await desk.output('getLiveOverview')).toEqual([
			{ open: 1, unattended: expect.any(Number), unassigned: 1, pending: 0 },
		]);
		const [nobody] = await desk.output('getLiveOverview', { groupBy: 'agent' });
		expect(nobody).toMatchObject({ id: null, name: null, open: 1 });
		desk.chatwoot.state.conversations.get(demo.conversation)!.team_id = demo.team;
		const [team] = await desk.output('getLiveOverview', { groupBy: 'team' });
		expect(team).toMatchObject({ id: demo.team, name: 'first line', open: 1 });
	});

	it.each([
		['agents', 'agents_report', 'Alice Admin'],
		['conversations', 'conversations_summary_report', 'Messages received'],
		['traffic', 'conversation_traffic_reports', 'Start of the hour'],
	])('is the file of %s', async (report, name, text) => {
		const change = { report, period: 'yesterday', outputBinaryField: 'csv' };
		const { outputs, json } = await desk.result('download', change);
		const file = outputs[0][0].binary!.csv;
		expect(file).toMatchObject({ mimeType: 'text/csv' });
		expect(json[0]).toMatchObject({ report, file_name: expect.stringContaining(name) });
		expect(Buffer.from(file.data, 'base64').toString()).toContain(text);
	});

	it.each<[string, string, object, string]>([
		['no start', 'getSummary', { period: 'custom' }, '"Period Start" is empty'],
		[
			'a start that is none',
			'getSummary',
			{ period: 'custom', periodStart: 'Monday' },
			'"Period Start" is not a date: "Monday"',
		],
		[
			'an end before the start',
			'download',
			{ period: 'custom', periodStart: '2026-02-02', periodEnd: '2026-02-01' },
			'which is not before the end of the period',
		],
		['another period', 'getSummary', { period: 'week' }, '"Period" is "week"'],
		['no metric', 'getTimeSeries', { metrics: [] }, '"Metrics" is empty'],
		['an unknown metric', 'getTimeSeries', { metrics: ['sales'] }, '"Metrics" holds "sales"'],
		['an unknown group', 'getByGroup', { groupBy: 'country' }, '"Group By" is "country"'],
		['no team', 'getSummary', { about: 'team' }, '"Team" is empty'],
		['an unknown file', 'download', { report: 'sales' }, '"Report" is "sales"'],
		['no field', 'download', { outputBinaryField: ' ' }, '"Put Output File in Field" is empty'],
	])('refuses %s before any request', async (_name, operation, change, message) => {
		expect(await desk.refusal(operation, change)).toContain(message);
		expect(desk.chatwoot.requests).toEqual([]);
	});

	it('names what it does not find', async () => {
		const refusal = await desk.refusal('getSummary', { about: 'label', label: byId(99) });
		expect(refusal).toContain('did not find label 99');
	});
});
