import { DEFAULT_LIMITS, demoIds, demoWorld, startMatrix } from '../../sandbox/matrix';
import type { MatrixSandbox } from '../../sandbox/matrix';
import { errorOf, itemWithFile, runNode, testCredential } from '../engine';
import { FlakyServer } from '../shared/flaky-server';
import { tlsFront } from '../shared/tls-front';
import { inSupport, sendToSupport, shownIn, twakeChatRun } from './twake-chat';

let matrix: MatrixSandbox;
beforeEach(async () => {
	matrix = await startMatrix();
});
afterEach(async () => {
	await matrix.close();
});

const verdict = async (credential: Record<string, string | boolean> = {}) =>
	await testCredential(twakeChatRun(matrix, { parameters: {}, credential }), 'twakeChatApiTest');

describe('the test of a Twake Chat credential', () => {
	it('says whose token it is', async () => {
		expect(await verdict()).toEqual({
			status: 'OK',
			message: `Token of ${demoIds.bot} at ${matrix.url}`,
		});
	});

	it.each<[string, () => Record<string, string>, string]>([
		['an unknown token', () => ({ accessToken: 'syt_x' }), 'does not know the access token'],
		['no token', () => ({ accessToken: ' ' }), 'is empty'],
		['a pasted ellipsis', () => ({ accessToken: 'syt_abc…' }), 'Copy it again'],
		['no address', () => ({ baseUrl: '' }), 'is not a web address'],
	])('fails for %s', async (_, change, message) => {
		const found = await verdict(change());
		expect(found.status).toBe('Error');
		expect(found.message).toContain(message);
	});

	it('distinguishes an expired token from an invalid one', async () => {
		matrix.endToken(demoIds.token, 'expired');
		expect((await verdict()).message).toContain('has expired');
		matrix.endToken(demoIds.token, 'dead');
		expect((await verdict()).message).toContain('does not know the access token');
	});

	it('tells a locked account', async () => {
		matrix.setStanding(demoIds.bot, 'locked');
		expect((await verdict()).message).toContain('is locked');
	});

	it('tells a guest', async () => {
		matrix.state.users.get(demoIds.bot)!.isGuest = true;
		expect((await verdict()).message).toContain('is that of a guest');
	});

	it.each([
		['the page of a web client', '<html><title>Twake Chat</title></html>'],
		['another program', { hello: 'world' }],
	])('fails for %s', async (_, body) => {
		const other = await FlakyServer.start();
		other.plays(() => ({ body }));
		const found = await verdict({ baseUrl: other.url });
		await other.close();
		expect(found.status).toBe('Error');
		expect(found.message).toContain('no Matrix homeserver');
		expect(found.message).toContain('not that of the web client');
	});
});

describe('a server name instead of an address', () => {
	it('leads to the homeserver by what its owner says', async () => {
		const front = await tlsFront(matrix.url);
		const name = front.url.replace('https://', '');
		const credential = { baseUrl: name, ignoreSslIssues: true };
		expect((await verdict(credential)).message).toBe(`Token of ${demoIds.bot} at ${matrix.url}`);
		await runNode(twakeChatRun(matrix, { parameters: sendToSupport, credential }));
		front.close();

		expect((await shownIn(matrix)).at(-1)).toBe('Hello');
		const [asked] = matrix.requests.filter(({ path }) => path.includes('well-known'));
		expect(asked.headers.authorization).toBeUndefined();
	});

	it('that nobody has is told', async () => {
		const run = twakeChatRun(matrix, {
			parameters: { ...sendToSupport, options: { maxWait: 0 } },
			credential: { baseUrl: 'nobody.invalid' },
		});
		expect((await errorOf(run)).message).toContain(
			'Twake Chat could not be reached at https://nobody.invalid',
		);
	});
});

describe('limits', () => {
	it('are waited for, for as long as the server says', async () => {
		matrix.seed(demoWorld, { limits: DEFAULT_LIMITS });
		const items = Array.from({ length: 11 }, (_, index) => ({ text: `m${index}` }));
		const parameters = { ...sendToSupport, text: '={{ $json.text }}' };
		await runNode(twakeChatRun(matrix, { parameters, items }));

		expect((await shownIn(matrix)).slice(1)).toEqual(items.map(({ text }) => text));
	}, 60_000);
});

it('a node that n8n tries again sends nothing twice', async () => {
	// Two runs of one execution, node, run and item.
	const run = async () => await runNode(twakeChatRun(matrix, { parameters: sendToSupport }));
	const [[first], [second]] = [await run(), await run()];

	expect(second.id).toBe(first.id);
	expect(await shownIn(matrix)).toHaveLength(2);
});

it('nor a file, which is stored once more', async () => {
	const parameters = { resource: 'file', operation: 'send', ...inSupport };
	const items = [itemWithFile({}, Buffer.from('x'), { fileName: 'a.txt', mimeType: 'text/plain' })];
	const run = async () => await runNode(twakeChatRun(matrix, { parameters, items }));
	const [[first], [second]] = [await run(), await run()];

	expect(second.id).toBe(first.id);
	expect((await shownIn(matrix)).slice(1)).toEqual(['a.txt']);
});
