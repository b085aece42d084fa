import { NodeHelpers } from 'n8n-workflow';
import { Twake } from '../../nodes/Twake/Twake.node';
import { errorOf, executeNode, runNode } from '../engine';
import { demoIds, startTwake } from '../../sandbox/twake';
import type { TwakeSandbox } from '../../sandbox/twake';
import { addressOn, byId, byUrl, createInSupport, requestsOf, shownIn, twakeRun } from './twake';
import type { TwakeRun } from './twake';

let twake: TwakeSandbox;
const run = (given: TwakeRun) => twakeRun(twake, given);

beforeEach(async () => {
	twake = await startTwake();
});
afterEach(async () => {
	await twake.close();
});

describe('Thread > Create', () => {
	it('posts a message that people see in the channel', async () => {
		const [output] = await runNode(run({ parameters: createInSupport }));

		expect(shownIn(twake)).toEqual([['Hello']]);
		expect(output).toEqual({
			id: expect.stringMatching(/^[0-9a-f-]{36}$/),
			thread_id: output.id,
			company_id: demoIds.company,
			workspace_id: demoIds.workspace,
			channel_id: demoIds.channel,
			text: 'Hello',
			user_id: demoIds.application,
			application_id: demoIds.application,
			created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
			url: expect.stringContaining(`${twake.url}/client/`),
		});
	});

	it('puts out the address at which people open the thread, good for every field', async () => {
		const [{ id, url }] = await runNode(run({ parameters: createInSupport }));
		const empty = { company: byId(''), workspace: byId(''), channel: byId('') };
		const reply = { ...createInSupport, ...empty, operation: 'reply', text: 'Again' };
		const [again] = await runNode(run({ parameters: { ...reply, thread: byUrl(String(url)) } }));

		expect(again).toMatchObject({ thread_id: id, url });
	});

	it('logs in once and checks the channel once for all items', async () => {
		const items = Array.from({ length: 20 }, (_, index) => ({ text: `ticket ${index}` }));
		const parameters = { ...createInSupport, text: '={{ $json.text }}' };
		const { json, logins } = await executeNode(run({ parameters, items }));

		expect(json.map(({ text }) => text)).toEqual(items.map(({ text }) => text));
		expect(logins).toBe(1);
		expect(requestsOf(twake).filter((each) => each.startsWith('GET'))).toHaveLength(1);
		expect(shownIn(twake).flat().sort()).toEqual(items.map(({ text }) => text).sort());
	});

	it('takes resource, operation and ids from the item', async () => {
		const items = [
			{ channel: demoIds.channel, operation: 'create', text: 'public' },
			{ channel: demoIds.privateChannel, operation: 'create', text: 'private' },
		];
		const parameters = {
			...createInSupport,
			resource: '=thread',
			operation: '={{ $json.operation }}',
			channel: byId('={{ $json.channel }}'),
			text: '={{ $json.text }}',
		};
		await runNode(run({ parameters, items }));

		expect(shownIn(twake)).toEqual([['public']]);
		expect(shownIn(twake, demoIds.privateChannel)).toEqual([['private']]);
	});

	it('links every output item to its input item', async () => {
		const items = [{ text: 'one' }, { text: 'two' }];
		const parameters = { ...createInSupport, text: '={{ $json.text }}' };
		const { outputs } = await executeNode(run({ parameters, items }));

		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('finds company, workspace and channel in a pasted address', async () => {
		const { company, workspace, channel } = shortIds;
		const address = `${twake.url}/client/${company}/w/${workspace}/c/${channel}`;
		const empty = byId('');
		const parameters = {
			...createInSupport,
			company: empty,
			workspace: empty,
			channel: byUrl(address),
		};
		await runNode(run({ parameters }));

		expect(shownIn(twake)).toEqual([['Hello']]);
	});

	it('takes ids in upper case and with blanks, which Twake itself would lose', async () => {
		const channel = byId(` ${demoIds.channel.toUpperCase()}\n`);
		await runNode(run({ parameters: { ...createInSupport, channel } }));

		expect(shownIn(twake)).toEqual([['Hello']]);
	});

	it('sends blocks so that the web client shows them, and keeps the context', async () => {
		const blocks = [{ type: 'header', text: { type: 'plain_text', text: 'Ticket 42' } }];
		const parameters = {
			...createInSupport,
			simplify: false,
			blocksMode: 'json',
			blocksJson: JSON.stringify(blocks),
			additionalFields: { context: '{"ticket":42}' },
		};
		const [thread] = await runNode(run({ parameters }));

		expect(thread.message).toMatchObject({
			subtype: 'application',
			blocks,
			context: { ticket: 42 },
		});
	});

	it('gives the whole answer without Simplify', async () => {
		const [thread] = await runNode(run({ parameters: { ...createInSupport, simplify: false } }));

		expect(thread).toMatchObject({ answers: 1, participants: [{}, { type: 'channel' }] });
	});

	it('takes workspace and channel from an address pasted as the company', async () => {
		const { company, workspace, channel } = shortIds;
		const address = addressOn(twake, `${company}/w/${workspace}/c/${channel}`);
		const empty = { workspace: byId(''), channel: byId('') };
		await runNode(run({ parameters: { ...createInSupport, ...empty, company: address } }));

		expect(shownIn(twake)).toEqual([['Hello']]);
	});

	it.each([
		['an empty text', { text: '  ' }, '"Text" is empty'],
		['an object as text', { text: '={{ { a: 1 } }}' }, '"Text" should be text, but is an object'],
		['a malformed id', { channel: byId('general') }, '"Channel" is not an ID: "general"'],
		[
			'an address without /client',
			{ channel: { __rl: true, mode: 'url', value: 'https://web.twake.app/w/1/c/2' } },
			'"Channel" is not one of Twake’s addresses: "https://web.twake.app/w/1/c/2"',
		],
		['broken JSON', { blocksMode: 'json', blocksJson: '[{' }, '"Blocks (JSON)" is not valid JSON'],
		[
			'blocks that are no list',
			{ blocksMode: 'json', blocksJson: '{"type":"header"}' },
			'"Blocks (JSON)" should be a JSON list, but is an object',
		],
		[
			'a divider',
			{ blocksMode: 'json', blocksJson: '[{"type":"divider"}]' },
			'"Blocks (JSON)" cannot be shown: block 1 is a divider, which breaks the message in the web client',
		],
		[
			'a list as context',
			{ additionalFields: { context: '[1]' } },
			'"Additional Fields > Context" should be a JSON object, but is a list',
		],
	])('refuses %s before sending anything', async (_, change, message) => {
		const error = await errorOf(run({ parameters: { ...createInSupport, ...change } }));

		expect(error.message).toBe(message);
		expect(error.context.itemIndex).toBe(0);
		expect(requestsOf(twake)).toEqual([]);
	});

	it('refuses an address of another company before sending anything', async () => {
		const channel = addressOn(twake, 'nBftXu5cnNAAyMUYDAXkHP/w/-/c/hTaLhywxSCUaLeRg8wZtY7');
		channel.value = `={{ ${JSON.stringify(channel.value)} }}`;
		const error = await errorOf(run({ parameters: { ...createInSupport, channel } }));

		expect(error.message).toBe('"Company" is not the one in the pasted address');
		expect(requestsOf(twake)).toEqual([]);
	});

	it('asks for no company and workspace that a pasted address names', () => {
		const shownWith = (value: string) => {
			const parameters = { resource: 'message', operation: 'send', channel: byUrl(value) };
			const { description } = new Twake();
			return ['workspace', 'company'].filter((name) =>
				description.properties.some(
					(field) =>
						field.name === name &&
						NodeHelpers.displayParameter(parameters, field, null, description),
				),
			);
		};
		const place = 'https://twake.example/client/nBftXu5cnNAAyMUYDAXkHP';
		expect(shownWith('')).toEqual(['workspace', 'company']);
		expect(shownWith(demoIds.channel)).toEqual(['workspace', 'company']);
		expect(shownWith(`${place}/w/7oFvDwNS8r6MJUzRaoTzHa/c/hTaLhywxSCUaLeRg8wZtY7`)).toEqual([]);
		expect(shownWith(place)).toEqual(['workspace']);
		expect(shownWith(`={{ $json.address.split('/w/x')[0] }}`)).toEqual(['workspace', 'company']);
	});

	it('says of a text that is too large only that it is, for nothing was posted', async () => {
		const error = await errorOf(
			run({ parameters: { ...createInSupport, text: 'x'.repeat(1_100_000) } }),
		);

		expect(error.description).toBe(
			'The request is larger than the server takes (1 MiB without files).',
		);
		expect(shownIn(twake)).toEqual([]);
	});

	it('refuses an address of another server, naming both', async () => {
		const { company, workspace, channel } = demoIds;
		const address = `https://staging.example/client/${company}/w/${workspace}/c/${channel}`;
		const parameters = { ...createInSupport, channel: byUrl(address) };
		const { message } = await errorOf(run({ parameters }));

		const own = new URL(twake.url).host;
		expect(message).toBe(
			`"Channel" is an address of staging.example, but the credential is for ${own}`,
		);
		expect(requestsOf(twake)).toEqual([]);
	});

	it('posts in the company of the application when none is given', async () => {
		await runNode(run({ parameters: { ...createInSupport, company: byId('') } }));

		expect(shownIn(twake)).toEqual([['Hello']]);
	});

	it('refuses a channel that does not exist, where Twake would lose the message', async () => {
		const channel = byId('11111111-2222-4333-8444-555555555555');
		const error = await errorOf(run({ parameters: { ...createInSupport, channel } }));

		expect(error.message).toBe('"Channel" does not exist in this workspace');
		expect(requestsOf(twake).filter((each) => each.endsWith('/threads'))).toEqual([]);
	});

	it('posts to an unknown channel when told not to check', async () => {
		const channel = byId('11111111-2222-4333-8444-555555555555');
		const parameters = { ...createInSupport, channel, additionalFields: { checkChannel: false } };
		const [output] = await runNode(run({ parameters }));

		expect(output.id).toBeDefined();
		expect(requestsOf(twake).filter((each) => each.startsWith('GET'))).toEqual([]);
	});

	it('sends failed items to the error output and goes on', async () => {
		const items = [{ text: 'one' }, { text: '' }, { text: 'three' }];
		const parameters = { ...createInSupport, text: '={{ $json.text }}' };
		const { outputs } = await executeNode(
			run({ parameters, items, onError: 'continueErrorOutput' }),
		);

		expect(outputs[0].map(({ json }) => json.text)).toEqual(['one', 'three']);
		expect(outputs[1].map(({ json }) => json.error)).toEqual(['"Text" is empty']);
	});
});

describe('the Twake credential', () => {
	it.each([
		['a wrong private key', { privateKey: 'wrong' }, 'Secret key is not valid'],
		['an unknown application', { applicationId: demoIds.alice }, 'Application not found'],
	])('says what is wrong with %s', async (_, credential, said) => {
		const error = await errorOf(run({ parameters: createInSupport, credential }));

		expect(error.message).toBe(`Twake refused the login of the application (it says: ${said})`);
		expect(error.httpCode).toBe('403');
		expect(error.description).toContain('Check the application ID and the private key');
	});

	it('ignores whitespace around pasted values', async () => {
		const credential = {
			baseUrl: ` ${twake.url}/client/ `,
			applicationId: ` ${demoIds.application.toUpperCase()} `,
			privateKey: `\n${demoIds.privateKey} `,
		};
		await runNode(run({ parameters: createInSupport, credential }));

		expect(shownIn(twake)).toEqual([['Hello']]);
	});

	it('logs in again when the token has expired', async () => {
		const { execution, logins } = await executeNode(
			run({ parameters: createInSupport, credential: { accessToken: 'expired' } }),
		);

		expect(execution.data.resultData.error).toBeUndefined();
		expect(logins).toBe(1);
		expect(shownIn(twake)).toEqual([['Hello']]);
	});

	it.each([
		['no web address', 'twake', 'The base URL in the Twake credential is not a web address'],
		['nobody listens', 'http://127.0.0.1:1', 'Twake could not be reached at http://127.0.0.1:1'],
	])('names a base URL where %s', async (_, baseUrl, message) => {
		const options = { maxWait: 0 };
		const parameters = { ...createInSupport, options };
		const error = await errorOf(run({ parameters, credential: { baseUrl } }));

		expect(error.message).toBe(message);
	});

	it('shows no secret in outputs and errors', async () => {
		const good = await executeNode(run({ parameters: { ...createInSupport, simplify: false } }));
		const credential = { privateKey: 'a-wrong-private-key' };
		const bad = await executeNode(run({ parameters: createInSupport, credential }));
		const stored = JSON.stringify([good.execution.data, bad.execution.data]);

		expect(stored).not.toContain(demoIds.privateKey);
		expect(stored).not.toContain('a-wrong-private-key');
		expect(stored).not.toMatch(/Bearer|eyJ/);
	});
});

/** The ids of the demo world as the web client's addresses show them (base58, flickr alphabet). */
const shortIds = {
	company: toShortId(demoIds.company),
	workspace: toShortId(demoIds.workspace),
	channel: toShortId(demoIds.channel),
};

function toShortId(uuid: string): string {
	const alphabet = '123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ';
	let number = BigInt(`0x${uuid.replaceAll('-', '')}`);
	let text = '';
	for (; number > 0n; number /= 58n) text = alphabet[Number(number % 58n)] + text;
	return text;
}
