import type { ApiRequest } from '../../nodes/shared/request';
import { MultipartForm } from '../../nodes/shared/multipart';
import { shrinkTime } from './fast-clock';
import { FlakyServer } from './flaky-server';
import type { Answer, Received } from './flaky-server';
import { sendFromNode } from './requesting-node';
import type { Given } from './requesting-node';

let server: FlakyServer;
const post: ApiRequest = { method: 'POST', path: '/messages', body: { text: 'hello' } };
const fine: Answer = { body: { id: 1 } };

beforeAll(async () => {
	server = await FlakyServer.start();
});

beforeEach(() => shrinkTime(100));

afterEach(() => {
	jest.restoreAllMocks();
});

afterAll(async () => {
	await server.close();
});

async function send(rest: Partial<Given> = {}) {
	return await sendFromNode({ url: server.url, request: post, key: 'key', ...rest });
}

/** A service whose tokens are `token 1`, `token 2` and so on; `valid` ones are accepted. */
function service(isValid: (token: number) => boolean, login?: (number: number) => Answer) {
	let logins = 0;
	server.plays(({ url, headers }) => {
		if (url === '/login') {
			logins++;
			return login?.(logins) ?? { body: { token: `token ${logins}` } };
		}
		const token = Number(headers.authorization?.split(' ').at(-1));
		return isValid(token) ? fine : { status: 401, body: { error: 'expired' } };
	});
}

const paths = (requests: Received[]) => requests.map(({ url }) => url);

describe('a credential that logs in', () => {
	it('logs in once for all items of an execution', async () => {
		service(() => true);
		const { json, logins } = await send({ items: 20 });
		expect(json).toHaveLength(20);
		expect(logins).toBe(1);
		expect(server.requests).toHaveLength(21);
		expect(server.requests.at(-1)?.headers.authorization).toBe('Bearer token 1');
	});

	it('does not log in while it has a token that works', async () => {
		service((token) => token === 77);
		const { json } = await send({ token: 'token 77' });
		expect(json).toHaveLength(1);
		expect(paths(server.requests)).toEqual(['/messages']);
	});

	it('logs in once more after a 401 and repeats the request once', async () => {
		service((token) => token === 1);
		const { json, error } = await send({ token: 'token 0' });
		expect(error).toBeUndefined();
		expect(json).toEqual([{ answer: { id: 1 } }]);
		expect(paths(server.requests)).toEqual(['/messages', '/login', '/messages']);
		const [first, , second] = server.requests;
		expect(second.body.toString()).toBe(first.body.toString());
		expect(second.headers.authorization).toBe('Bearer token 1');
	});

	it('sends a file whole again after a 401', async () => {
		service((token) => token === 1);
		const content = Buffer.from('a file');
		const form = () => {
			const made = new MultipartForm();
			const stream = async function* () {
				yield content;
			};
			made.append('file', { name: 'a.txt', type: 'text/plain', size: content.length, stream });
			return made;
		};
		const request: ApiRequest = { method: 'POST', path: '/files', form };
		const { error } = await send({ token: 'token 0', request });
		expect(error).toBeUndefined();
		expect(paths(server.requests)).toEqual(['/files', '/login', '/files']);
		expect(server.requests[2].body.toString()).toContain('a file');
	});

	it('keeps the new token for the items that follow', async () => {
		service((token) => token === 1);
		const { json } = await send({ token: 'token 0', items: 10 });
		expect(json).toHaveLength(10);
		expect(paths(server.requests).filter((path) => path === '/login')).toHaveLength(1);
	});

	it('does every item once when the token expires mid-run', async () => {
		let hasExpired = false;
		service((token) => token > 0 || !hasExpired);
		const { script } = server;
		const done: string[] = [];
		server.script = async (request, number) => {
			hasExpired ||= number > 8;
			const answer = await script(request, number);
			if (answer === fine) done.push(request.url);
			return { ...answer, delay: 10 };
		};
		const { json, logins } = await send({
			token: 'token 0',
			items: 30,
			request: (index) => ({ ...post, path: `/messages/${index}` }),
		});
		expect(json).toHaveLength(30);
		expect(done).toHaveLength(30);
		expect(new Set(done).size).toBe(30);
		expect(logins).toBeGreaterThan(0);
		expect(logins).toBeLessThanOrEqual(5);
	});

	it('gives up when the new token is refused as well, without a third attempt', async () => {
		service(() => false);
		const { error } = await send({ token: 'token 0' });
		expect(paths(server.requests)).toEqual(['/messages', '/login', '/messages']);
		expect(error?.message).toBe('Tiny Chat refused the request (401)');
	});
});

/** Ways in which a login fails, and what the user reads. */
const failures: Array<[string, Answer, RegExp]> = [
	['refuses it with 403', { status: 403 }, /refused the request \(403\)/],
	['refuses it with 401', { status: 401 }, /refused the request \(401\)/],
	['answers without a token', { body: { error: 'no' } }, /The login was refused: wrong key/],
	['answers with a page', { body: '<html>' }, /The login was refused: wrong key/],
	['does not know the address', { status: 404 }, /refused the request \(404\)/],
	['is behind a broken gateway', { status: 502 }, /could not be reached/],
	['breaks the connection', { fault: 'resetAfterBody' }, /could not be reached/],
	['breaks off its answer', { fault: 'cutShort' }, /could not be reached/],
	['limits logins for ever', { status: 429 }, /limits the number of requests/],
];

describe.each([
	['without a token', ''],
	['with a token that has expired', 'token 0'],
])('a login %s', (_, token) => {
	const requestsBefore = token === '' ? [] : ['/messages'];

	it.each(failures)('whose server %s is told from the request', async (_, answer, message) => {
		service(
			() => false,
			() => answer,
		);
		const { error } = await send({ token });
		expect(error?.message).toMatch(message);
		expect(`${error?.message} ${error?.description}`).not.toContain('may have been carried out');
		// A refused request may be tried again after the failed login, but none is ever let in.
		const sent = paths(server.requests).filter((path) => path !== '/login');
		expect(new Set(sent)).toEqual(new Set(requestsBefore));
	});

	it.each<[string, Answer]>([
		['a broken gateway', { status: 503 }],
		['a reset', { fault: 'resetAtOnce' }],
	])('is repeated after %s, and then the request is sent', async (_name, answer) => {
		service(
			(number) => number === 2,
			(number) => (number === 1 ? answer : { body: { token: 'token 2' } }),
		);
		const { json, error } = await send({ token });
		expect(error).toBeUndefined();
		expect(json).toHaveLength(1);
	});

	it('waits as long as a limit on logins lasts', async () => {
		const headers = { 'retry-after': '30' };
		service(
			(number) => number === 2,
			(number) => (number === 1 ? { status: 429, headers } : { body: { token: 'token 2' } }),
		);
		const { error } = await send({ token });
		expect(error).toBeUndefined();
		const [first, second] = server.requests.filter(({ url }) => url === '/login');
		expect(second.at - first.at).toBeGreaterThanOrEqual(290);
	});
});
