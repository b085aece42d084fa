import type { IDataObject, INodeExecutionData, INodeParameters, INodeType } from 'n8n-workflow';
import { ChatwootApi } from '../../credentials/ChatwootApi.credentials';
import { TwakeApi } from '../../credentials/TwakeApi.credentials';
import { Chatwoot } from '../../nodes/Chatwoot/Chatwoot.node';
import { isDeleted } from '../../nodes/Chatwoot/api/message-kinds';
import { Twake } from '../../nodes/Twake/Twake.node';
import { startChatwoot } from '../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { conversationEvent, messageEvent } from '../../sandbox/chatwoot/deliveries/payloads';
import { demoIds, startTwake } from '../../sandbox/twake';
import type { TwakeSandbox } from '../../sandbox/twake';
import { itemWithFile, runNode, storeCredential } from '../engine';
import { readExample, runExample } from '../engine/example';
import { plantThread, twakeRun } from '../Twake/twake';
import { byId, chatwootRun, demo, itemOf, shownIn } from './chatwoot';
import { startSlowProxy } from './slow-proxy';

const FILE = 'chatwoot-twake-bridge.json';
const FROM_CHATWOOT = 'When something happens in Chatwoot';
const FROM_TWAKE = 'When somebody replies in Twake';
const EXE = 'application/octet-stream';

let chatwoot: ChatwootSandbox;
let twake: TwakeSandbox;
const nodes: Record<string, INodeType> = {
	'n8n-nodes-twake-chatwoot.chatwoot': new Chatwoot(),
	'n8n-nodes-twake-chatwoot.twake': new Twake(),
};
const address = (server = twake.url) =>
	`${server}/client/${demoIds.company}/w/${demoIds.workspace}/c/${demoIds.channel}`;
const run = async (
	start: string,
	item: IDataObject,
	settings: Record<string, string> = { 'everything else': address() },
	/** The address of Twake. */
	baseUrl = twake.url,
) => {
	const { credentialData: desk } = chatwootRun(chatwoot, { parameters: {} });
	const { credentialData: chat } = twakeRun(twake, { parameters: {}, credential: { baseUrl } });
	const credentials = {
		chatwootApi: storeCredential({ credential: new ChatwootApi(), credentialData: desk }),
		twakeApi: storeCredential({ credential: new TwakeApi(), credentialData: chat }),
	};
	return await runExample({ file: FILE, start, item, settings, nodes, credentials });
};
const item = (delivery: object) => itemOf(chatwoot, delivery);
const conversation = () => chatwoot.state.conversations.get(1)!;
const thread = () => [...twake.state.messages.keys()][0];

/** What the trigger outputs after the newest message. */
const messageWritten = () => {
	const newest = chatwoot.state.messages.where(() => true).at(-1)!;
	return item(messageEvent(chatwoot.state, newest, 'message_created'));
};
const statusChanged = () =>
	item(conversationEvent(chatwoot.state, conversation(), 'conversation_status_changed'));
const agent = async (operation: string, more: INodeParameters, items?: INodeExecutionData[]) => {
	const place = { account: byId(demo.account), conversation: byId(demo.conversation) };
	const parameters = { resource: 'message', operation, ...place, ...more };
	await runNode(chatwootRun(chatwoot, { parameters, items }));
};
const moveTo = (inbox: number) => {
	chatwoot.state.inboxes.insert({ ...chatwoot.state.inboxes.get(1)!, id: inbox });
	conversation().inbox_id = inbox;
};
const teamCalled = (name: string) => Object.assign(chatwoot.state.teams.all()[0], { name }).id;
const write = async (text: string, messageType: string) =>
	await agent('create', { messageType, text });
const writeFile = async (fileName: string, content: Buffer) => {
	const items = [itemWithFile({}, content, { fileName, mimeType: 'image/png' })];
	await agent('create', { messageType: 'incoming', text: '', attachments: 'data' }, items);
};
const reply = async (text: string, id = thread(), fields: object = {}) => {
	const path = `/internal/services/messages/v1/companies/${demoIds.company}/threads/${id}/messages`;
	await fetch(`${twake.url}${path}`, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			authorization: `Bearer ${twake.tokens.alice}`,
		},
		body: JSON.stringify({ resource: { text, ...fields } }),
	});
	return {
		event: 'newMessage',
		company_id: demoIds.company,
		channel_id: demoIds.channel,
		thread_id: id,
	};
};
const messages = () => [...twake.state.messages.values()].flatMap((each) => [...each.values()]);
const titleOf = (override: object) => String((override as { title: string }).title);
/** What people see: who wrote, unless it is the application itself, and the text. */
const threads = () =>
	[...twake.state.messages.values()].map((each) =>
		[...each.values()]
			.filter(({ subtype }) => subtype !== 'deleted')
			.map(({ text, override }) => (override ? `${titleOf(override)}: ` : '') + String(text)),
	);
const FIRST = [
	expect.stringMatching(
		/^Conversation 1 with \*\*Carla Customer\*\*: \[open in Chatwoot\]\(http.*\/app\/accounts\/1\/conversations\/1\)$/,
	),
	'Carla Customer (customer): Where is my parcel?',
	expect.stringMatching(/^[^(]*: It left our house this morning\.$/),
];

beforeEach(async () => {
	[chatwoot, twake] = await Promise.all([startChatwoot(), startTwake()]);
});
afterEach(async () => {
	expect(chatwoot.mistakes).toEqual([]);
	await Promise.all([chatwoot.close(), twake.close()]);
});

describe('the example "Chatwoot and Twake, both ways": from Chatwoot', () => {
	it('brings the conversation into one thread, and notes it', async () => {
		await run(FROM_CHATWOOT, messageWritten());

		expect(threads()).toEqual([FIRST]);
		expect(conversation().custom_attributes).toMatchObject({
			twake_thread: expect.stringMatching(/\/client\/\w+\/w\/\w+\/c\/\w+\/t\/\w+$/),
			twake_last_message: 2,
		});
	});

	it('posts nothing twice, and new messages below', async () => {
		await run(FROM_CHATWOOT, messageWritten());
		await run(FROM_CHATWOOT, messageWritten());
		await write('Thanks!', 'incoming');
		await run(FROM_CHATWOOT, messageWritten());

		expect(threads()).toEqual([[...FIRST, 'Carla Customer (customer): Thanks!']]);
	});

	it('does not post private notes or what came from Twake', async () => {
		await run(FROM_CHATWOOT, messageWritten());
		await write('She is angry', 'note');
		await run(FROM_TWAKE, await reply('We look for it'));
		await write('Hello?', 'incoming');
		await run(FROM_CHATWOOT, messageWritten());

		expect(threads()).toEqual([[...FIRST, 'We look for it', 'Carla Customer (customer): Hello?']]);
	});

	it('leaves out what was deleted, which has lost its key', async () => {
		await run(FROM_CHATWOOT, messageWritten());
		await run(FROM_TWAKE, await reply('Ask for **his** number'));
		const { id } = chatwoot.state.messages.where(() => true).at(-1)!;
		await agent('delete', { message: byId(id) });
		await write('Hello?', 'incoming');
		await run(FROM_CHATWOOT, messageWritten());

		expect(threads()).toEqual([
			[...FIRST, 'Ask for **his** number', 'Carla Customer (customer): Hello?'],
		]);
	});

	it('says when a conversation with a thread is closed and opened', async () => {
		await run(FROM_CHATWOOT, messageWritten());
		for (const status of ['resolved', 'open', 'snoozed', 'pending'] as const) {
			conversation().status = status;
			conversation().updated_at += 1000;
			await run(FROM_CHATWOOT, statusChanged());
		}

		expect(threads()).toEqual([[...FIRST, '✅ Resolved', '🔓 Open again', '💤 Snoozed']]);
	});

	it('shows customers’ names and texts literally, and lets them mention nobody', async () => {
		const contact = chatwoot.state.contacts.where(() => true)[0];
		contact.name = '\u202eAlice Admin';
		await write('@all **now** [click](https://evil.test)', 'incoming');
		await run(FROM_CHATWOOT, messageWritten());
		const text = String(threads()[0].at(-1));

		expect(text).toMatch(/^Alice Admin \(customer\): /);
		expect(text).not.toContain('@all');
		expect(text).toContain('\\*\\*now\\*\\* \\[click\\](https://evil.test)');
	});

	it('brings files as files, and names those that are gone', async () => {
		await writeFile('photo.png', Buffer.from('a picture'));
		await run(FROM_CHATWOOT, messageWritten());
		await writeFile('gone.png', Buffer.from('gone'));
		chatwoot.state.blobs.remove(chatwoot.state.blobs.all().at(-1)!.id);
		await run(FROM_CHATWOOT, messageWritten());
		const [photo, gone] = messages().slice(-2);

		expect(photo).toMatchObject({ text: '', files: [{ metadata: { name: 'photo.png' } }] });
		expect([...twake.state.contents.values()].map(String)).toEqual(['a picture']);
		expect(gone).toMatchObject({ text: '\n📎 image', files: null });
	});

	it('links to files that are too large for Twake, and goes on', async () => {
		const proxy = await startSlowProxy(twake.url);
		proxy.limit = 10_000;
		await writeFile('film_1.png', Buffer.alloc(20_000));
		await write('Did you see it?', 'incoming');
		await run(
			FROM_CHATWOOT,
			messageWritten(),
			{ 'everything else': address(proxy.url) },
			proxy.url,
		);
		proxy.close();
		const [film, next] = messages().slice(-2);

		expect(film).toMatchObject({ text: expect.stringMatching(/^📎 http.*film/), files: null });
		expect(next.text).toBe('Did you see it?');
	});

	it('names who wrote, with the picture, and customers as such', async () => {
		const contact = chatwoot.state.contacts.where(() => true)[0];
		await run(FROM_CHATWOOT, messageWritten());
		const [, first, second] = messages();

		expect(first.override).toMatchObject({ title: `${contact.name} (customer)` });
		expect(second.override).toMatchObject({ title: expect.not.stringContaining('(customer)') });
	});

	it('posts nothing twice when an agent presses Retry, which takes the key away', async () => {
		await run(FROM_CHATWOOT, messageWritten());
		await run(FROM_TWAKE, await reply('We look for it'));
		// Its own event, which n8n's messages cause too.
		await run(FROM_CHATWOOT, messageWritten());
		const { id } = chatwoot.state.messages.where(() => true).at(-1)!;
		await agent('retry', { message: byId(id), onlyFailed: false });
		await write('Hello?', 'incoming');
		await run(FROM_CHATWOOT, messageWritten());

		expect(threads()).toEqual([[...FIRST, 'We look for it', 'Carla Customer (customer): Hello?']]);
	});

	it('deletes what was deleted, once', async () => {
		await run(FROM_CHATWOOT, messageWritten());
		await agent('delete', { message: byId(1) });
		const deleted = chatwoot.state.messages.get(1)!;
		const event = item(messageEvent(chatwoot.state, deleted, 'message_updated'));
		await run(FROM_CHATWOOT, event);
		await run(FROM_CHATWOOT, event);

		expect(threads()).toEqual([[FIRST[0], FIRST[2]]]);
	});

	it.each([
		['label vip', () => (conversation().labels = ['vip'])],
		['inbox 7', () => moveTo(7)],
		['team sales', () => (conversation().team_id = teamCalled('sales'))],
	])('sends what fits "%s" to its channel, the rest nowhere', async (row, prepare) => {
		const settings = { 'label vip': '', 'team sales': '', 'inbox 7': '', 'everything else': '' };
		await run(FROM_CHATWOOT, messageWritten(), settings);
		expect(threads()).toEqual([]);
		prepare();
		await run(FROM_CHATWOOT, messageWritten(), { ...settings, [row]: address() });

		expect(threads()).toEqual([FIRST]);
	});

	it('starts no thread when an old conversation is closed', async () => {
		conversation().status = 'resolved';
		await run(FROM_CHATWOOT, statusChanged());

		expect(threads()).toEqual([]);
	});

	it('says what to do when nothing was filled in', async () => {
		const settings = { 'everything else': 'https://web.twake.app/client/.../w/.../c/...' };
		const message = '"Channel" is an address that names no channel';

		await expect(run(FROM_CHATWOOT, messageWritten(), settings)).rejects.toThrow(message);
	});
});

describe('the example "Chatwoot and Twake, both ways": from Twake', () => {
	const ticks = () =>
		[...twake.state.messages.get(thread())!.values()].flatMap(({ reactions }) =>
			(reactions ?? []).map(({ name }) => name),
		);
	const added = () => shownIn(chatwoot).slice(2);

	beforeEach(async () => {
		await run(FROM_CHATWOOT, messageWritten());
	});

	it('sends a reply to the customer and ticks it', async () => {
		await run(FROM_TWAKE, await reply('{{ We }} look for it'));

		expect(added()).toEqual(['{{ We }} look for it']);
		expect(chatwoot.state.messages.where(() => true).at(-1)).toMatchObject({
			message_type: 1,
			private: false,
		});
		expect(ticks()).toEqual(['✅']);
	});

	it('sends nothing twice, and in order what an earlier run missed', async () => {
		const missed = await reply('One');
		await reply('Two');
		await run(FROM_TWAKE, missed);
		await run(FROM_TWAKE, await reply('Three'));
		await run(FROM_TWAKE, missed);

		expect(added()).toEqual(['One', 'Two', 'Three']);
		expect(ticks()).toEqual(['✅', '✅', '✅']);
	});

	it('turns a reply that starts with // into a note', async () => {
		await run(FROM_TWAKE, await reply('// She called'));

		expect(chatwoot.state.messages.where(() => true).at(-1)).toMatchObject({
			content: 'She called',
			private: true,
		});
		expect(ticks()).toEqual(['📝']);
	});

	it('sends files as files, and names those that cannot be had', async () => {
		const place = { company_id: demoIds.company };
		const [{ id }] = await runNode({
			...twakeRun(twake, {
				parameters: { resource: 'file', operation: 'upload', company: byId(demoIds.company) },
				items: [itemWithFile({}, Buffer.from('an offer'), { fileName: 'offer.pdf' })],
			}),
		});
		const internal = (file: unknown) => ({
			source: 'internal',
			external_id: { ...place, id: file },
		});
		const files = [{ metadata: internal(id) }];
		await run(FROM_TWAKE, await reply('Here', thread(), { files }));
		const there = { source: 'drive', external_id: '1', name: 'there.pdf' };
		await run(FROM_TWAKE, await reply('', thread(), { files: [{ metadata: there }] }));
		const lost = { ...internal('7f8d2a00-7c11-41ef-8a2b-000000000000'), name: 'lost.pdf' };
		await run(FROM_TWAKE, await reply('', thread(), { files: [{ metadata: lost }] }));

		expect(added()).toEqual(['Here', '\n📎 there.pdf', '\n📎 lost.pdf']);
		expect(chatwoot.state.blobs.all()).toMatchObject([{ name: 'offer.pdf' }]);
		expect(String(chatwoot.state.blobs.all()[0].bytes)).toBe('an offer');
	});

	it('names files that the inbox refuses, goes on, and tells the colleague', async () => {
		chatwoot.state.inboxes.get(1)!.channel_type = 'Channel::WebWidget';
		const upload = {
			...twakeRun(twake, {
				parameters: { resource: 'file', operation: 'upload', company: byId(demoIds.company) },
				items: [itemWithFile({}, Buffer.from('MZ'), { fileName: 'setup.exe', mimeType: EXE })],
			}),
		};
		const [{ id }] = await runNode(upload);
		const external_id = { company_id: demoIds.company, id };
		const files = [{ metadata: { source: 'internal', external_id } }];
		await reply('Try this', thread(), { files });
		await run(FROM_TWAKE, await reply('Did it help?'));

		expect(added()).toEqual(['Try this\n📎 setup.exe', 'Did it help?']);
		expect(ticks()).toEqual(['📎', '✅']);
	});

	it('marks a reply that was edited after it was sent, and sends nothing again', async () => {
		const event = await reply('Fond it');
		const { id } = messages().at(-1)!;
		const edit = { ...event, event: 'messageEdited', message_id: id };
		twake.state.store({ ...messages().at(-1)!, text: 'Found' });
		await run(FROM_TWAKE, edit);
		twake.state.store({ ...messages().at(-1)!, text: 'Found it' });
		await run(FROM_TWAKE, edit);

		expect(added()).toEqual(['Found']);
		expect(ticks()).toEqual(['⚠️']);
	});

	it('deletes what was deleted, and nothing else', async () => {
		const event = await reply('Your refund is approved');
		const { id } = messages().at(-1)!;
		await run(FROM_TWAKE, event);
		await run(FROM_TWAKE, await reply('Found it'));
		twake.state.store({ ...messages().find((each) => each.id === id)!, subtype: 'deleted' });
		await run(FROM_TWAKE, { ...event, event: 'messageDeleted', message_id: id });

		expect(added().at(-1)).toBe('Found it');
		expect(chatwoot.state.messages.all().map((row) => isDeleted({ ...row }))).toEqual([
			false,
			false,
			true,
			false,
		]);
	});

	it.each([
		['opens a closed conversation again', 'resolved', 'Hello', 'open'],
		['leaves it closed for a note', 'resolved', '// Hello', 'resolved'],
		['leaves a pending one to its bot', 'pending', 'Hello', 'pending'],
	] as const)('%s', async (_what, before, text, after) => {
		conversation().status = before;
		await run(FROM_TWAKE, await reply(text));

		expect(added()).toHaveLength(1);
		expect(conversation().status).toBe(after);
	});

	it('trusts no thread in which somebody else wrote the number of a conversation', async () => {
		const forged = await plantThread(twake, 'Lunch?');
		const stored = twake.state.message(forged, forged)!;
		const context = { chatwoot_account: 1, chatwoot_conversation: 1, thread_key: 'chatwoot 1/1' };
		twake.state.store({ ...stored, context });
		await run(FROM_TWAKE, await reply('Your refund is approved', forged));

		expect(added()).toEqual([]);
	});

	it('sends nothing that was written in another channel', async () => {
		const elsewhere = { channel_id: demoIds.privateChannel };
		await run(FROM_TWAKE, { ...(await reply('Between us')), ...elsewhere });

		expect(added()).toEqual([]);
	});

	it('leaves other threads alone', async () => {
		const other = await plantThread(twake, 'Lunch?');
		await run(FROM_TWAKE, await reply('Yes', other));

		expect(added()).toEqual([]);
	});
});

describe('the example "Chatwoot and Twake, both ways"', () => {
	it('contains no credential and no real address', () => {
		const text = JSON.stringify(readExample(FILE));
		const addresses = text.match(/https?:\/\/[^"\\ ]+/g) ?? [];

		expect(text).not.toContain('"credentials"');
		expect(addresses.filter((each) => !/\/\.\.\.\//.test(each))).toEqual([]);
	});

	it('explains itself beside its nodes', () => {
		const notes = readExample(FILE).nodes.filter(({ type }) => type.endsWith('stickyNote'));

		expect(String(notes[0].parameters.content)).toContain('**Settings**');
	});
});
