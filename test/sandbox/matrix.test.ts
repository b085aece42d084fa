import type { MatrixSandbox } from '../../sandbox/matrix';
import { DEFAULT_LIMITS, demoIds, startMatrix } from '../../sandbox/matrix';

const CLIENT = '/_matrix/client/v3';
const HOUR_MS = 3_600_000;

/** The parts of the answers that are checked here. */
interface Answer {
	errcode?: string;
	event_id: string;
	chunk?: Array<{ event_id: string }>;
	joined_rooms: string[];
	next_batch: string;
	retry_after_ms: number;
	rooms?: { join: Record<string, { timeline: { events: Array<{ content: { body: string } }> } }> };
}

describe('The Matrix server in memory', () => {
	let matrix: MatrixSandbox;

	beforeEach(async () => {
		matrix = await startMatrix();
	});

	afterEach(async () => {
		await matrix.close();
	});

	async function call(
		method: string,
		path: string,
		body?: unknown,
		token: string = demoIds.token,
	): Promise<{ status: number; headers: Headers; json: Answer }> {
		const response = await fetch(matrix.url + path, {
			method,
			headers: { authorization: `Bearer ${token}` },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		return {
			status: response.status,
			headers: response.headers,
			json: JSON.parse(text) as Answer,
		};
	}

	async function say(text: string, key: string, token?: string): Promise<string> {
		const path = `${CLIENT}/rooms/${demoIds.support}/send/m.room.message/${key}`;
		const { json } = await call('PUT', path, { msgtype: 'm.text', body: text }, token);
		return json.event_id;
	}

	it.each([
		['{"room":[]}', "[] is not of type 'object'"],
		['{"room":{"timeline":{"limit":"x"}}}', "'x' is not of type 'number'"],
		['{"room":{"timeline":{"types":"m.room.message"}}}', "'m.room.message' is not of type 'array'"],
		['{"presence":{"senders":["alice"]}}', "'alice' is not a 'matrix_user_id'"],
		['{"event_format":"x"}', "'x' is not one of ['client', 'federation']"],
	])('refuses the filter %s', async (filter, error) => {
		const user = encodeURIComponent(demoIds.bot);
		const given = await call('GET', `${CLIENT}/sync?filter=${encodeURIComponent(filter)}`);
		const stored = await call('POST', `${CLIENT}/user/${user}/filter`, JSON.parse(filter));

		for (const { status, json } of [given, stored]) {
			expect([status, json]).toEqual([400, { errcode: 'M_UNKNOWN', error }]);
		}
	});

	it.each([
		['POST', 'invite', { medium: 'email', address: 'a@b.test' }, 400, 'M_MISSING_PARAM'],
		['GET', 'state/m.room.name?format=x', undefined, 400, 'M_INVALID_PARAM'],
		['POST', 'report/$event', { reason: 5 }, 400, 'M_BAD_JSON'],
		['POST', 'report/$event', { score: 'x' }, 400, 'M_BAD_JSON'],
		['PUT', 'typing/@n8n:matrix.test', { typing: true, timeout: 'x' }, 500, 'M_UNKNOWN'],
	])('refuses %s %s with %j', async (method, path, body, status, errcode) => {
		const answer = await call(method, `${CLIENT}/rooms/${demoIds.support}/${path}`, body);

		expect(answer).toMatchObject({ status, json: { errcode } });
	});

	it.each([
		['POST', 'createRoom', { invite: demoIds.alice }, 400, 'M_UNKNOWN'],
		['POST', 'publicRooms', { limit: 'x' }, 500, 'M_UNKNOWN'],
		['POST', 'user_directory/search', { search_term: 'a', limit: [] }, 500, 'M_UNKNOWN'],
		['PUT', `profile/${demoIds.bot}/Big`, { Big: 1 }, 400, 'M_INVALID_PARAM'],
		['PUT', `profile/${demoIds.bot}/of.us`, { other: 1 }, 400, 'M_MISSING_PARAM'],
		['PUT', `profile/${demoIds.alice}/of.us`, { 'of.us': 1 }, 403, 'M_FORBIDDEN'],
	])('refuses %s %s with %j, too', async (method, path, body, status, errcode) => {
		const answer = await call(method, `${CLIENT}/${path}`, body);

		expect(answer).toMatchObject({ status, json: { errcode } });
	});

	it('shows the rules for notifications under both of their addresses', async () => {
		const user = encodeURIComponent(demoIds.bot);
		const data = await call('GET', `${CLIENT}/user/${user}/account_data/m.push_rules`);
		const rules = await call('GET', `${CLIENT}/pushrules/`);

		expect(rules).toMatchObject({ status: 200, json: data.json });
	});

	it('keeps what people put into their profile', async () => {
		const path = `${CLIENT}/profile/${demoIds.bot}`;
		await call('PUT', `${path}/of.us`, { 'of.us': [1] });
		const { json } = await call('GET', path);
		await call('DELETE', `${path}/of.us`);
		await call('DELETE', `${path}/displayname`);

		expect(json).toMatchObject({ 'of.us': [1] });
		expect((await call('GET', path)).json).toEqual({});
	});

	it('lists what relates to an event by way of another on request', async () => {
		const room = `rooms/${demoIds.support}`;
		const root = await say('Root', 'r');
		const related = async (type: string, relation: object, key: string) => {
			const content = { msgtype: 'm.text', body: 'x', 'm.relates_to': relation };
			const { json } = await call('PUT', `${CLIENT}/${room}/send/${type}/${key}`, content);
			return json.event_id;
		};
		const reply = await related('m.room.message', { rel_type: 'm.thread', event_id: root }, 'a');
		const thumb = { rel_type: 'm.annotation', event_id: reply, key: '👍' };
		const reaction = await related('m.reaction', thumb, 'b');
		const ids = async (query: string) => {
			const { json } = await call('GET', `/_matrix/client/v1/${room}/relations/${root}${query}`);
			return json.chunk?.map(({ event_id: id }) => id);
		};

		expect(await ids('')).toEqual([reply]);
		expect(await ids('?recurse=true')).toEqual([reaction, reply]);
		expect(await ids('/m.annotation?recurse=true')).toEqual([reaction]);
	});

	it('reports only what one can see', async () => {
		const path = `${CLIENT}/rooms/${demoIds.support}/report`;
		const other = `${CLIENT}/rooms/${demoIds.team}/report`;
		const id = await say('Spam', 'a');

		expect((await call('POST', `${path}/${id}`, { reason: 'Spam' })).status).toBe(200);
		expect((await call('POST', `${other}/${id}`, { reason: 'Spam' })).status).toBe(404);
	});

	async function since(): Promise<string> {
		const filter = encodeURIComponent('{"room":{"rooms":[]},"account_data":{"types":[]}}');
		return (await call('GET', `${CLIENT}/sync?filter=${filter}`)).json.next_batch;
	}

	const bodiesIn = ({ json }: { json: Answer }): string[] =>
		(json.rooms?.join[demoIds.support]?.timeline.events ?? []).map(({ content }) => content.body);

	it('wakes a waiting sync with a message of somebody else', async () => {
		const start = await since();
		const waiting = call('GET', `${CLIENT}/sync?since=${start}&timeout=60000`);
		await say('wake up', 'k', demoIds.aliceToken);
		expect(bodiesIn(await waiting)).toEqual(['wake up']);
	});

	it('breaks a waiting sync when it starts anew, and loses neither keys nor messages', async () => {
		const start = await since();
		const before = await say('once', 'k');
		const waiting = call('GET', `${CLIENT}/sync?since=${await since()}&timeout=60000`);
		while (!matrix.requests.some(({ path }) => path.includes('timeout=60000')))
			await new Promise((resolve) => setTimeout(resolve, 5));
		matrix.restart();
		await expect(waiting).rejects.toThrow();
		expect(await say('again', 'k')).toBe(before);
		expect(bodiesIn(await call('GET', `${CLIENT}/sync?since=${start}`))).toEqual(['once']);
	});

	it('forgets a key after a day', async () => {
		const first = await say('daily', 'k');
		matrix.later(23 * HOUR_MS);
		matrix.restart();
		expect(await say('daily', 'k')).toBe(first);
		matrix.later(2 * HOUR_MS);
		matrix.restart();
		expect(await say('daily', 'k')).not.toBe(first);
	});

	it('tells an expired token from a dead one', async () => {
		const whoAmI = () => call('GET', `${CLIENT}/account/whoami`);
		matrix.endToken(demoIds.token, 'expired');
		expect((await whoAmI()).json).toMatchObject({ soft_logout: true });
		matrix.endToken(demoIds.token, 'dead');
		expect(await whoAmI()).toMatchObject({
			status: 401,
			json: { errcode: 'M_UNKNOWN_TOKEN', soft_logout: false },
		});
	});

	it('lets an administrator lock and unlock an account', async () => {
		matrix.setStanding(demoIds.bot, 'locked');
		expect((await call('GET', `${CLIENT}/joined_rooms`)).json.errcode).toBe('M_USER_LOCKED');
		matrix.setStanding(demoIds.bot, 'active');
		expect((await call('GET', `${CLIENT}/joined_rooms`)).status).toBe(200);
	});

	it('refuses what comes too fast, once it is told to, and says how long to wait', async () => {
		matrix.limit(demoIds.bot, { message: DEFAULT_LIMITS.message });
		const path = (n: number) => `${CLIENT}/rooms/${demoIds.support}/send/m.room.message/${n}`;
		const statuses: number[] = [];
		for (let n = 0; n < 10; n++)
			statuses.push((await call('PUT', path(n), { msgtype: 'm.text', body: 'x' })).status);
		expect(statuses).toEqual(Array<number>(10).fill(200));
		matrix.spend('message', demoIds.bot, 100);
		const refused = await call('PUT', path(10), { msgtype: 'm.text', body: 'x' });
		expect(refused.status).toBe(429);
		expect(Number(refused.headers.get('retry-after')) * 1000).toBeGreaterThanOrEqual(
			refused.json.retry_after_ms,
		);
	});

	it('begins anew with another world', async () => {
		await say('gone', 'k');
		matrix.seed({
			users: { eve: { user_id: '@eve:matrix.test', token: 'EVE' } },
			rooms: { lonely: { members: ['eve'], name: 'Lonely' } },
		});
		expect((await call('GET', `${CLIENT}/account/whoami`)).status).toBe(401);
		const { json } = await call('GET', `${CLIENT}/joined_rooms`, undefined, 'EVE');
		expect(json.joined_rooms).toHaveLength(1);
	});

	it('has made no mistake of its own', async () => {
		await call('GET', `${CLIENT}/sync`);
		await call('GET', `${CLIENT}/rooms/${demoIds.support}/messages?dir=b`);
		expect(matrix.mistakes).toEqual([]);
	});
});
