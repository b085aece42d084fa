import { TwakeApi } from '../../credentials/TwakeApi.credentials';
import { Twake } from '../../nodes/Twake/Twake.node';
import { TwakeTrigger } from '../../nodes/Twake/TwakeTrigger.node';
import { demoIds, startTwake } from '../../sandbox/twake';
import type { TwakeSandbox } from '../../sandbox/twake';
import { runNode, storeCredential } from '../engine';
import { readExample, runExample } from '../engine/example';
import type { ExampleRun } from '../engine/example';
import { createInSupport, requestsOf, shownIn, twakeRun } from './twake';

let twake: TwakeSandbox;

/** The address that a person copies from the browser. */
const addressOf = (channel: string) =>
	`${twake.url}/client/${demoIds.company}/w/${demoIds.workspace}/c/${channel}`;

const TRY = 'Click to try it';
const nodes = {
	'n8n-nodes-twake-chatwoot.twake': new Twake(),
	'n8n-nodes-twake-chatwoot.twakeTrigger': new TwakeTrigger(),
};
const run = async (given: Pick<ExampleRun, 'file' | 'start' | 'settings' | 'item'>) => {
	const { credentialData } = twakeRun(twake, { parameters: {} });
	const stored = storeCredential({ credential: new TwakeApi(), credentialData });
	return await runExample({ ...given, nodes, credentials: { twakeApi: stored } });
};

/** The messages of a channel as the server stores them. */
const stored = (channel: string = demoIds.channel) =>
	[...twake.state.messages.values()]
		.flatMap((thread) => [...thread.values()])
		.filter(({ cache }) => cache?.channel_id === channel);

beforeEach(async () => {
	twake = await startTwake();
});
afterEach(async () => {
	await twake.close();
});

describe('the example "Alert to a Twake channel"', () => {
	it('shows headline, details and fields, with a text for the preview', async () => {
		const file = 'alert-to-twake-channel.json';
		await run({ file, start: TRY, settings: { channelAddress: addressOf(demoIds.channel) } });

		expect(shownIn(twake)).toEqual([['High: Disk almost full']]);
		expect(stored()[0]).toMatchObject({
			subtype: 'application',
			blocks: [
				{ type: 'header', text: { text: 'Disk almost full' } },
				{
					type: 'section',
					text: { text: '/var on db-1 is at 93 %.' },
					fields: [{ text: 'Severity: High' }, { text: 'Source: Monitoring' }],
				},
				{
					type: 'context',
					elements: [{ text: expect.stringMatching(/^Raised \d{4}-.* by n8n$/) }],
				},
			],
		});
	});
});

describe('the example "Daily digest as a Twake thread"', () => {
	it('replies to one thread with each of the busiest threads, in their order', async () => {
		for (const text of ['Printer', 'VPN', 'Coffee']) {
			await runNode(twakeRun(twake, { parameters: { ...createInSupport, text } }));
		}
		const settings = {
			watchedChannel: addressOf(demoIds.channel),
			digestChannel: addressOf(demoIds.privateChannel),
		};
		await run({ file: 'daily-digest-in-twake.json', start: TRY, settings });

		expect(shownIn(twake, demoIds.privateChannel)).toEqual([
			[
				expect.stringMatching(/^Digest of \d{4}-\d\d-\d\d$/),
				'Coffee (0 replies)',
				'VPN (0 replies)',
				'Printer (0 replies)',
			],
		]);
		expect(shownIn(twake)).toEqual([['Printer'], ['VPN'], ['Coffee']]);
	});
});

describe('the example "Approval with buttons in Twake"', () => {
	it('asks with two buttons', async () => {
		const { api } = twake.state.applications.get(demoIds.application)!;
		api.hooks_url = 'http://127.0.0.1/webhook/x/twake';
		const settings = { channelAddress: addressOf(demoIds.channel) };
		await run({ file: 'approval-buttons-in-twake.json', start: TRY, settings });

		expect(stored()[0]).toMatchObject({
			text: 'May we order ten keyboards for 490 €?',
			blocks: [
				{ type: 'section' },
				{
					type: 'actions',
					elements: [{ text: { text: 'Approve' } }, { text: { text: 'Reject' } }],
				},
			],
		});
	});
});

describe('the example "File to a Twake channel"', () => {
	it('posts the message with the file', async () => {
		const settings = { channelAddress: addressOf(demoIds.channel), contents: 'a,b\n' };
		await run({ file: 'file-to-twake-channel.json', start: TRY, settings });
		const [message] = stored();
		const [content] = twake.state.contents.values();

		expect(message).toMatchObject({
			text: 'Here is the report of today.',
			files: [{ metadata: { name: 'report.csv' } }],
		});
		expect(content.toString()).toBe('a,b\n');
	});
});

describe('every example', () => {
	const files = [
		'alert-to-twake-channel.json',
		'approval-buttons-in-twake.json',
		'daily-digest-in-twake.json',
		'file-to-twake-channel.json',
	];

	it.each(files)('%s explains itself and has one node to fill in', (file) => {
		const { nodes: all } = readExample(file);
		const ofType = (type: string) => all.filter((node) => node.type === type);
		const [note] = ofType('n8n-nodes-base.stickyNote');

		expect(String(note.parameters.content)).toContain('**Settings**');
		expect(ofType('n8n-nodes-base.set').map(({ name }) => name)).toEqual(['Settings']);
	});

	it.each(files)('%s contains no credential and no real address', (file) => {
		const text = JSON.stringify(readExample(file));
		const addresses = text.match(/https?:\/\/[^"\\ ]+/g) ?? [];

		expect(text).not.toContain('"credentials"');
		expect(addresses.filter((each) => !each.includes('/client/.../'))).toEqual([]);
	});

	it.each(files)('%s says what to do when nothing was filled in', async (file) => {
		const message = '"Channel" is an address that names no channel';

		await expect(run({ file, start: TRY })).rejects.toThrow(message);
		expect(requestsOf(twake)).toEqual([]);
	});
});
