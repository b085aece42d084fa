import { inspect } from 'node:util';
import { withoutSecrets } from '../../nodes/shared/secrets';
import type { NodeResult } from '../engine';
import { shrinkTime } from './fast-clock';
import { FlakyServer, inTurn } from './flaky-server';
import type { Answer } from './flaky-server';
import { sendFromNode } from './requesting-node';
import type { Given } from './requesting-node';

const token = 'hush-token';
const key = 'hush-key';
let server: FlakyServer;

beforeAll(async () => {
	server = await FlakyServer.start();
});

beforeEach(() => shrinkTime(1_000));

afterEach(() => {
	jest.restoreAllMocks();
});

afterAll(async () => {
	await server.close();
});

async function send(rest: Partial<Given> = {}): Promise<NodeResult> {
	const request = { method: 'POST', path: '/messages', body: { text: 'hello' } } as const;
	return await sendFromNode({ url: server.url, token, request, ...rest });
}

/** What is stored and shown of an execution: as JSON, and with everything that an error hides. */
function everythingIn({ execution, outputs, error }: NodeResult): string {
	const shown = inspect([execution, outputs, error], { depth: null, showHidden: true });
	return JSON.stringify([execution, outputs, error]) + shown;
}

/** Every way in which a request or a login can fail. */
const failures: Array<[string, Answer]> = [
	['is refused with 400', { status: 400, body: { error: 'no' } }],
	['is refused with 401', { status: 401, body: { error: 'no' } }],
	['is refused with 403', { status: 403, body: '<html>' }],
	['meets an error of the service', { status: 500 }],
	['meets a broken gateway', { status: 502 }],
	['meets a limit that never ends', { status: 429, headers: { 'retry-after': '90' } }],
	['meets a redirect', { status: 307, headers: { location: 'http://127.0.0.1:1/' } }],
	['gets a page', { body: '<html>' }],
	['is cut off before the answer', { fault: 'resetAfterBody' }],
	['is cut off within the answer', { fault: 'cutShort' }],
	['gets no answer', { fault: 'stall' }],
];

const modes = ['stopWorkflow', 'continueErrorOutput'] as const;

describe.each(modes)('with "On Error: %s"', (onError) => {
	it.each(failures)('no secret is kept of a request that %s', async (_, answer) => {
		server.plays(inTurn(answer));
		const result = await send({ onError });
		expect(everythingIn(result)).toContain('Tiny Chat');
		expect(server.requests[0].headers['api-access-token']).toBe(token);
		expect(everythingIn(result)).not.toContain('hush');
	});

	it.each(failures)('no secret is kept of a login that %s', async (_, answer) => {
		server.plays(inTurn(answer));
		const result = await send({ onError, token: '', key });
		expect(server.requests[0].url).toBe('/login');
		expect(server.requests[0].body.toString()).toContain(key);
		expect(everythingIn(result)).not.toContain('hush');
	});

	it('no secret is kept of a request that a new token does not help', async () => {
		const login = { body: { token: 'hush-new' } };
		server.plays(({ url }) => (url === '/login' ? login : { status: 401 }));
		const result = await send({ onError, key });
		expect(server.requests.at(-1)?.headers.authorization).toBe('Bearer hush-new');
		expect(everythingIn(result)).not.toContain('hush');
	});

	it.each([
		['no server', 'http://127.0.0.1:1'],
		['no certificate', 'https://127.0.0.1'],
	])('no secret is kept of a request that finds %s', async (_, address) => {
		const url = address === 'https://127.0.0.1' ? server.url.replace('http', 'https') : address;
		for (const credential of [{}, { key, token: '' }]) {
			const result = await send({ onError, url, ...credential });
			expect(everythingIn(result)).toContain('Tiny Chat');
			expect(everythingIn(result)).not.toContain('hush');
		}
	});

	it('no secret is kept that the service puts into a refusal', async () => {
		const app = { name: 'bot', access_token: 'hush-bot' };
		server.plays(inTurn({ status: 422, body: { error: 'no', details: [app] } }));
		const result = await send({ onError });
		expect(everythingIn(result)).toContain('"details":[{"name":"bot"}]');
		expect(everythingIn(result)).not.toContain('hush');
	});
});

describe('what the credential has sent, and comes back', () => {
	const odd = 'hush "k/y" 50%';
	const sent = ['hush-token', encodeURIComponent(odd).toLowerCase(), odd, JSON.stringify(odd)];
	const basic = Buffer.from(odd).toString('base64');
	const echo = `got ${sent.join(', ')}, HUSH-TOKEN and Basic ${basic}`;
	const told = (error: unknown) => ({ status: 422, body: { error } });

	it.each<[string, Answer]>([
		['as a message', told(echo)],
		['under other keys', told([{ debug: { headers: { [echo]: echo } } }])],
		['on a page', { status: 500, body: `<title>${echo}</title>` }],
		['as an address', { status: 302, headers: { location: `/login?${echo}` } }],
		['as a login', { status: 401, body: { [echo]: [echo] } }],
		['of a success', { body: { echo, list: [{ [echo]: { echo } }] } }],
	])('is covered %s', async (_, answer) => {
		const request = { method: 'GET', path: '/' } as const;
		for (const onError of modes) {
			server.plays(({ url }) => (url === '/login' ? { body: { token } } : answer));
			const result = await sendFromNode({ url: server.url, request, onError, token, key: odd });
			expect(everythingIn(result)).not.toMatch(/hush/i);
			expect(everythingIn(result)).not.toContain(basic);
		}
	});

	it('is covered where only the new login has it', async () => {
		const login = { body: { token: 'hush-new-token' } };
		const refusal = { status: 401, body: { error: 'hush-new-token? hush-token?' } };
		server.plays(({ url }) => (url === '/login' ? login : refusal));
		const result = await send({ key });
		expect(server.requests.at(-1)?.headers.authorization).toBe('Bearer hush-new-token');
		expect(result.error?.context.data).toEqual({ error: '***? ***?' });
	});

	it('leaves all else as it came', async () => {
		const body = { a: ['hush', null, 'undefined', 1.5], b: { 'k"': 'hush tokens' } };
		server.plays(inTurn({ body }));
		expect((await send()).json).toEqual([{ answer: body }]);
	});
});

describe('taking secrets out of a value', () => {
	const secrets = { keys: ['secret'], untouchedKeys: ['custom_attributes'] };

	it('leaves data of people alone', () => {
		const value = { custom_attributes: { secret: 'of theirs' }, secret: 'of the service' };
		expect(withoutSecrets(value, secrets)).toEqual({ custom_attributes: { secret: 'of theirs' } });
	});

	it('leaves the rest as it was, and the value itself untouched', () => {
		const value = { a: [{ secret: 1, b: null }], secret: { c: 1 }, d: { secrets: true } };
		const before = structuredClone(value);
		expect(withoutSecrets(value, secrets)).toEqual({ a: [{ b: null }], d: { secrets: true } });
		expect(value).toEqual(before);
	});

	it.each([undefined, null, 0, '', 'secret', false])('leaves %p alone', (value) => {
		expect(withoutSecrets(value, secrets)).toBe(value);
	});

	it('keeps keys that JavaScript knows', () => {
		const value: unknown = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}');
		expect(JSON.stringify(withoutSecrets(value, secrets))).toBe(JSON.stringify(value));
	});
});

describe('an answer without a bottom', () => {
	const nested = (levels: number): unknown => {
		let value: unknown = 1;
		for (let level = 0; level < levels; level++) value = [value];
		return value;
	};

	it('is refused with a sentence instead of breaking the stack', () => {
		const secrets = { keys: ['token'], untouchedKeys: [] };
		expect(withoutSecrets(nested(400), secrets)).toEqual(nested(400));
		expect(() => withoutSecrets(nested(100_000), secrets)).toThrow('more than 500 levels deep');
	});
});
