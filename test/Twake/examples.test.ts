import type { IDataObject } from 'n8n-workflow';
import { TwakeApi } from '../../credentials/TwakeApi.credentials';
import { Twake } from '../../nodes/Twake/Twake.node';
import { TwakeTrigger } from '../../nodes/Twake/TwakeTrigger.node';
import type { Delivery } from '../../nodes/Twake/trigger/delivery';
import { eventOf } from '../../nodes/Twake/trigger/events';
import { eventOutput } from '../../nodes/Twake/trigger/output';
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

/** The messages of a channel as the server keeps them. */
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
	const file = 'approval-buttons-in-twake.json';
	const ask = async () =>
		await run({ file, start: TRY, settings: { channelAddress: addressOf(demoIds.channel) } });

	/** What the trigger gives when Alice clicks a button of the message. */
	const clicked = (name: string): IDataObject => {
		const [message] = stored();
		const user = twake.state.users.get(demoIds.alice);
		const delivery = {
			type: 'interactive_message_action',
			name,
			content: { user, message, form: {}, interactive_context: {} },
			user_id: demoIds.alice,
			company_id: demoIds.company,
		} as unknown as Delivery;
		return eventOutput(delivery, eventOf(delivery)!, {
			application: demoIds.application,
			publicUrl: twake.url,
		});
	};

	it('asks with two buttons that carry the ID of the request', async () => {
		await ask();

		expect(stored()[0]).toMatchObject({
			context: { request: '42' },
			blocks: [
				{ type: 'section' },
				{
					type: 'actions',
					elements: [{ action_id: 'approve:42' }, { action_id: 'reject:42' }],
				},
			],
		});
	});

	it.each([
		['approve:42', '✅ Approved by Alice: May we order ten keyboards for 490 €?'],
		['reject:42', '❌ Rejected by Alice: May we order ten keyboards for 490 €?'],
	])('shows the decision instead of the buttons when %s is clicked', async (button, text) => {
		await ask();
		await run({ file, start: 'When a button is clicked', item: clicked(button) });

		expect(stored()).toMatchObject([{ text, blocks: [] }]);
	});

	it('changes nothing by a click on buttons that somebody else still sees', async () => {
		await ask();
		const late = clicked('reject:42');
		await run({ file, start: 'When a button is clicked', item: clicked('approve:42') });
		await run({ file, start: 'When a button is clicked', item: late });

		expect(stored()[0].text).toContain('✅ Approved by Alice');
	});

	it('believes no click that brings a message of its own', async () => {
		await ask();
		const item = { ...clicked('approve:43'), context: { request: '43' } };
		await run({ file, start: 'When a button is clicked', item });

		expect(stored()[0].text).toBe('May we order ten keyboards for 490 €?');
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

	it.each(files)('%s holds no credential and no address of somebody', (file) => {
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
