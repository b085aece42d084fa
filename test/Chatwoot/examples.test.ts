import type { INodeType } from 'n8n-workflow';
import { ChatwootApi } from '../../credentials/ChatwootApi.credentials';
import { ChatwootClientApi } from '../../credentials/ChatwootClientApi.credentials';
import { ChatwootPlatformApi } from '../../credentials/ChatwootPlatformApi.credentials';
import { TwakeApi } from '../../credentials/TwakeApi.credentials';
import { Chatwoot } from '../../nodes/Chatwoot/Chatwoot.node';
import { ChatwootClient } from '../../nodes/Chatwoot/client/ChatwootClient.node';
import { ChatwootPlatform } from '../../nodes/Chatwoot/platform/ChatwootPlatform.node';
import { Twake } from '../../nodes/Twake/Twake.node';
import { startChatwoot } from '../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { demoIds, startTwake } from '../../sandbox/twake';
import type { TwakeSandbox } from '../../sandbox/twake';
import { readBinary, storeCredential } from '../engine';
import { readExample, runExample } from '../engine/example';
import type { ExampleRun } from '../engine/example';
import { twakeRun } from '../Twake/twake';
import { chatwootRun, demo, shownIn } from './chatwoot';
import { PLATFORM_TOKEN } from './platform';

let chatwoot: ChatwootSandbox;
let twake: TwakeSandbox;

const TRY = 'Click to try it';
const DAY = 24 * 60 * 60 * 1000;
const nodes: Record<string, INodeType> = {
	'n8n-nodes-twake-chatwoot.chatwoot': new Chatwoot(),
	'n8n-nodes-twake-chatwoot.chatwootClient': new ChatwootClient(),
	'n8n-nodes-twake-chatwoot.chatwootPlatform': new ChatwootPlatform(),
	'n8n-nodes-twake-chatwoot.twake': new Twake(),
};

const run = async (file: string, settings?: ExampleRun['settings'], start = TRY) => {
	const { credentialData: desk } = chatwootRun(chatwoot, { parameters: {} });
	const { credentialData: chat } = twakeRun(twake, { parameters: {} });
	const credentials = {
		chatwootApi: storeCredential({ credential: new ChatwootApi(), credentialData: desk }),
		chatwootClientApi: storeCredential({
			credential: new ChatwootClientApi(),
			credentialData: { baseUrl: chatwoot.url, inboxIdentifier: 'BRIDGE_IDENTIFIER' },
		}),
		chatwootPlatformApi: storeCredential({
			credential: new ChatwootPlatformApi(),
			credentialData: { baseUrl: chatwoot.url, accessToken: PLATFORM_TOKEN },
		}),
		twakeApi: storeCredential({ credential: new TwakeApi(), credentialData: chat }),
	};
	return await runExample({ file, start, settings, nodes, credentials });
};

/** The address of the demo world's API inbox, as a person copies it from the browser. */
const inboxAddress = () => `${chatwoot.url}/app/accounts/1/inbox/${demo.api}`;

const conversation = (number: number) =>
	chatwoot.state.conversations.find(({ display_id }) => display_id === number);
const people = () => chatwoot.state.contacts.where(() => true).map(({ name }) => name);

beforeEach(async () => {
	[chatwoot, twake] = await Promise.all([startChatwoot(), startTwake()]);
});
afterEach(async () => {
	expect(chatwoot.mistakes).toEqual([]);
	await Promise.all([chatwoot.close(), twake.close()]);
});

describe('the example "New lead to Chatwoot"', () => {
	const file = 'new-lead-to-chatwoot.json';

	it('makes a contact whose question begins a conversation with a label', async () => {
		await run(file, { inboxAddress: inboxAddress() });

		expect(chatwoot.state.contacts.get(4)).toMatchObject({
			name: 'Ada Lovelace',
			email: 'ada@example.com',
			phone_number: '+442071234567',
		});
		expect(shownIn(chatwoot, 2)).toEqual(['Do you have a plan for schools?']);
		expect(conversation(2)).toMatchObject({ inbox_id: demo.api, contact_id: 4, labels: ['lead'] });
	});

	it('writes a second question into the same conversation, and changes the phone number', async () => {
		await run(file, { inboxAddress: inboxAddress() });
		const again = { question: 'And for students?', phone: '+442070000000' };
		await run(file, { inboxAddress: inboxAddress(), ...again });

		expect(people()).toEqual(['Carla Customer', 'Dan Davies', 'Erin Example', 'Ada Lovelace']);
		expect(chatwoot.state.contacts.get(4)?.phone_number).toBe('+442070000000');
		expect(shownIn(chatwoot, 2)).toEqual(['Do you have a plan for schools?', 'And for students?']);
	});
});

describe('the example "Chat of your own to Chatwoot"', () => {
	it('writes as the customer, whom the inbox knows from the second message on', async () => {
		const file = 'chat-of-your-own-to-chatwoot.json';
		await run(file);
		await run(file, { text: 'And in red?' });

		expect(chatwoot.state.contacts.get(4)).toMatchObject({ email: 'ada@example.com' });
		expect(people()).toHaveLength(4);
		expect(shownIn(chatwoot, 2)).toEqual(['Does the chair also come in green?']);
		expect(shownIn(chatwoot, 3)).toEqual(['And in red?']);
		expect(conversation(2)).toMatchObject({
			contact_id: 4,
			custom_attributes: { from: 'my chat' },
		});
	});
});

describe('the example "Account for a new customer"', () => {
	it('makes an account with limits and an administrator', async () => {
		const items = await run('account-for-a-new-customer.json', { userId: demo.admin });

		const [{ json: account }] = items['Read the account'];
		expect(account).toMatchObject({
			name: 'Analytical Engines Ltd',
			support_email: 'help@example.com',
			limits: { agents: 3 },
		});
		expect(items['Sum up'][0].json).toMatchObject({ account: account.name, agents: 3 });
		const { memberships } = chatwoot.state;
		expect(memberships.where(({ account_id }) => account_id === account.id)).toMatchObject([
			{ user_id: demo.admin, role: 'administrator' },
		]);
	});
});

describe('the example "Nightly export of open conversations"', () => {
	const file = 'nightly-export-of-open-conversations.json';
	const settings = () => ({
		channelAddress: `${twake.url}/client/${demoIds.company}/w/${demoIds.workspace}/c/${demoIds.channel}`,
	});
	const posted = () => [...twake.state.messages.values()].flatMap((thread) => [...thread.values()]);

	it.each([TRY, 'Every night at two'])(
		'posts one line per conversation from "%s"',
		async (start) => {
			await run(file, settings(), start);

			expect(posted()).toMatchObject([
				{
					text: expect.stringMatching(/^Open conversations on \d{4}-\d\d-\d\d: 1$/),
					files: [{ metadata: { name: expect.stringMatching(/^open-conversations-.*\.csv$/) } }],
				},
			]);
			const [content] = twake.state.contents.values();
			const [head, ...rows] = content.toString().split('\n');
			expect(head).toBe('conversation,customer,email,phone,agent,labels,opened,last_activity,link');
			expect(rows).toEqual([
				expect.stringMatching(
					/^1,Carla Customer,carla@customer\.example,\+4930123456,,,\d{4}-.*Z,\d{4}-.*\/conversations\/1$/,
				),
			]);
		},
	);

	it('posts nothing when nothing is open', async () => {
		conversation(1)!.status = 'resolved';
		await run(file, settings());

		expect(posted()).toEqual([]);
	});
});

describe('the example "Contacts from CSV to Chatwoot"', () => {
	const file = 'contacts-from-csv-to-chatwoot.json';
	const imported = 'Create or update each contact';

	it('imports the good rows and gives back the others with the reason', async () => {
		const output = await run(file);

		expect(people().slice(3).sort()).toEqual(['Ada Lovelace', 'Grace Hopper']);
		expect(output[imported]).toMatchObject([
			{ json: { result: 'created', email: 'ada@example.com', identifier: '1001' } },
			{ json: { result: 'created', email: 'grace@example.com', phone_number: null } },
		]);
		const [{ binary }] = output['Keep the rows that failed'];
		const [head, row] = (await readBinary(binary!.data)).toString().split('\n');
		expect(head).toBe('name,email,phone,customer_number,company,problem');
		expect(row).toMatch(
			/^Alan Turing,alan@example\.com,0172 1234567,1003,Bletchley Park,"""Phone Number"" is not a phone/,
		);
	});

	it('creates no duplicates, and says what a second import changed', async () => {
		await run(file);
		const csv = [
			'name,email,phone,customer_number,company',
			'Ada Lovelace,ada@example.com,+442071234567,1001,Analytical Engines',
			'Admiral Hopper,GRACE@example.com,,1002,Navy',
		].join('\n');
		const output = await run(file, { csv });

		expect(output[imported].map(({ json }) => json.result)).toEqual(['unchanged', 'updated']);
		expect(people().slice(3).sort()).toEqual(['Ada Lovelace', 'Admiral Hopper']);
	});
});

describe('the example "File to a Chatwoot customer"', () => {
	const file = 'file-to-chatwoot-customer.json';
	const sent = () => {
		const { attachments, blobs } = chatwoot.state;
		return attachments
			.where(() => true)
			.map(({ message_id, blob_id }) => {
				const blob = blobs.get(blob_id!)!;
				return { message_id, name: blob.name, content: blob.bytes.toString() };
			});
	};

	it('opens a conversation with a new customer that begins with the file', async () => {
		await run(file, { inboxAddress: inboxAddress() });

		expect(people().at(-1)).toBe('Ada Lovelace');
		expect(shownIn(chatwoot, 2)).toEqual(['Here is your invoice. Thank you!']);
		const content = 'Invoice 4711\nTen keyboards: 490 €\n';
		expect(sent()).toEqual([{ message_id: 3, name: 'invoice-4711.txt', content }]);
	});

	it('continues the conversation of a known one', async () => {
		await run(file, { inboxAddress: inboxAddress(), email: 'carla@customer.example' });

		expect(people()).toHaveLength(3);
		expect(shownIn(chatwoot, 1).at(-1)).toBe('Here is your invoice. Thank you!');
		expect(sent()).toMatchObject([{ name: 'invoice-4711.txt' }]);
	});
});

describe('the example "Close stale conversations"', () => {
	const file = 'close-stale-conversations.json';
	const quietFor = (days: number) => {
		conversation(1)!.last_activity_at -= days * DAY;
	};

	it.each([TRY, 'Every morning at six'])(
		'says goodbye, marks and resolves from "%s"',
		async (start) => {
			quietFor(16);
			await run(file, undefined, start);

			expect(conversation(1)).toMatchObject({ status: 'resolved', labels: ['closed-as-stale'] });
			expect(shownIn(chatwoot).at(-1)).toMatch(/^We have not heard from you for a while/);
		},
	);

	it.each([
		['something happened in the last days', () => quietFor(13)],
		[
			'the customer waits for an answer',
			() => {
				quietFor(30);
				conversation(1)!.waiting_since = conversation(1)!.last_activity_at;
			},
		],
		[
			'it is resolved already',
			() => {
				quietFor(30);
				conversation(1)!.status = 'resolved';
			},
		],
	])('leaves a conversation alone when %s', async (_when, prepare) => {
		prepare();
		const before = structuredClone(conversation(1));
		await run(file);

		expect(conversation(1)).toEqual(before);
		expect(shownIn(chatwoot)).toHaveLength(2);
	});

	it('takes the days, the message and the label from its settings', async () => {
		quietFor(5);
		await run(file, { quietDays: 3, message: 'Bye!', label: 'urgent' });

		expect(conversation(1)).toMatchObject({ status: 'resolved', labels: ['urgent'] });
		expect(shownIn(chatwoot).at(-1)).toBe('Bye!');
	});
});

describe('every example for Chatwoot', () => {
	const files = [
		'close-stale-conversations.json',
		'contacts-from-csv-to-chatwoot.json',
		'file-to-chatwoot-customer.json',
		'new-lead-to-chatwoot.json',
		'nightly-export-of-open-conversations.json',
	];

	it.each(files)('%s explains itself and begins with its settings', (file) => {
		const { nodes: all, connections } = readExample(file);
		const [note] = all.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
		const starts = all.filter(({ type }) => /(manualTrigger|scheduleTrigger)$/.test(type));

		expect(String(note.parameters.content)).toContain('**Settings**');
		for (const { name } of starts) {
			expect(connections[name].main[0]).toMatchObject([{ node: 'Settings' }]);
		}
	});

	it.each(files)('%s contains no credential and no real address', (file) => {
		const text = JSON.stringify(readExample(file));
		const addresses = text.match(/https?:\/\/[^"\\ ]+/g) ?? [];

		expect(text).not.toContain('"credentials"');
		expect(addresses.filter((each) => !/\/\.\.\.\//.test(each))).toEqual([]);
	});

	it.each([
		['file-to-chatwoot-customer.json', '"Inbox" is not an ID'],
		['new-lead-to-chatwoot.json', '"Inbox" is not an ID'],
		['nightly-export-of-open-conversations.json', '"Channel" is an address that names no channel'],
	])('%s says what to do when nothing was filled in', async (file, message) => {
		await expect(run(file)).rejects.toThrow(message);
		expect(chatwoot.state.conversations.where(() => true)).toHaveLength(1);
	});
});
