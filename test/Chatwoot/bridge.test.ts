import type { IDataObject, INodeType } from 'n8n-workflow';
import { ChatwootApi } from '../../credentials/ChatwootApi.credentials';
import { TwakeApi } from '../../credentials/TwakeApi.credentials';
import { Chatwoot } from '../../nodes/Chatwoot/Chatwoot.node';
import { eventIn } from '../../nodes/Chatwoot/trigger/receiving/event';
import { eventOutput } from '../../nodes/Chatwoot/trigger/receiving/output';
import { Twake } from '../../nodes/Twake/Twake.node';
import { startChatwoot } from '../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { conversationEvent, messageEvent } from '../../sandbox/chatwoot/deliveries/payloads';
import { demoIds, startTwake } from '../../sandbox/twake';
import type { TwakeSandbox } from '../../sandbox/twake';
import { runNode, storeCredential } from '../engine';
import { readExample, runExample } from '../engine/example';
import { plantThread, twakeRun } from '../Twake/twake';
import { byId, chatwootRun, demo, shownIn } from './chatwoot';

const FILE = 'chatwoot-twake-bridge.json';
const FROM_CHATWOOT = 'When something happens in Chatwoot';
const FROM_TWAKE = 'When somebody replies in Twake';

let chatwoot: ChatwootSandbox;
let twake: TwakeSandbox;
const nodes: Record<string, INodeType> = {
	'n8n-nodes-twake-chatwoot.chatwoot': new Chatwoot(),
	'n8n-nodes-twake-chatwoot.twake': new Twake(),
};
const address = () =>
	`${twake.url}/client/${demoIds.company}/w/${demoIds.workspace}/c/${demoIds.channel}`;
const run = async (start: string, item: IDataObject, settings = { twakeChannel: address() }) => {
	const { credentialData: desk } = chatwootRun(chatwoot, { parameters: {} });
	const { credentialData: chat } = twakeRun(twake, { parameters: {} });
	const credentials = {
		chatwootApi: storeCredential({ credential: new ChatwootApi(), credentialData: desk }),
		twakeApi: storeCredential({ credential: new TwakeApi(), credentialData: chat }),
	};
	return await runExample({ file: FILE, start, item, settings, nodes, credentials });
};
const item = (delivery: object) =>
	eventOutput(eventIn(Buffer.from(JSON.stringify(delivery)))!, undefined, {
		baseUrl: chatwoot.url,
		publicUrl: chatwoot.url,
	});
const conversation = () => chatwoot.state.conversations.get(1)!;
const thread = () => String(conversation().custom_attributes.twake_thread);

/** What the trigger outputs after the newest message. */
const messageWritten = () => {
	const newest = chatwoot.state.messages.where(() => true).at(-1)!;
	return item(messageEvent(chatwoot.state, newest, 'message_created'));
};
const statusChanged = () =>
	item(conversationEvent(chatwoot.state, conversation(), 'conversation_status_changed'));
const write = async (text: string, messageType: string) => {
	const parameters = { resource: 'message', operation: 'create', messageType, text };
	const place = { account: byId(demo.account), conversation: byId(demo.conversation) };
	await runNode(chatwootRun(chatwoot, { parameters: { ...parameters, ...place } }));
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
const threads = () =>
	[...twake.state.messages.values()].map((each) => [...each.values()].map(({ text }) => text));
const FIRST = [
	expect.stringMatching(
		/^\*\*Carla Customer\*\*: Where is my parcel\?\n\n\[Conversation 1\]\(http.*\/app\/accounts\/1\/conversations\/1\)$/,
	),
	expect.stringMatching(/^\*\*.*\*\*: It left our house this morning\.$/),
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
		expect(twake.state.messages.has(thread())).toBe(true);
	});

	it('posts nothing twice, and new messages below', async () => {
		await run(FROM_CHATWOOT, messageWritten());
		await run(FROM_CHATWOOT, messageWritten());
		await write('Thanks!', 'incoming');
		await run(FROM_CHATWOOT, messageWritten());

		expect(threads()).toEqual([[...FIRST, '**Carla Customer**: Thanks!']]);
	});

	it('does not post private notes or what came from Twake', async () => {
		await run(FROM_CHATWOOT, messageWritten());
		await write('She is angry', 'note');
		await run(FROM_TWAKE, await reply('We look for it'));
		await write('Hello?', 'incoming');
		await run(FROM_CHATWOOT, messageWritten());

		expect(threads()).toEqual([[...FIRST, 'We look for it', '**Carla Customer**: Hello?']]);
	});

	it('leaves out what was deleted, which has lost its key', async () => {
		await run(FROM_CHATWOOT, messageWritten());
		await run(FROM_TWAKE, await reply('Ask for **his** number'));
		const { id } = chatwoot.state.messages.where(() => true).at(-1)!;
		const parameters = { resource: 'message', operation: 'delete', message: byId(id) };
		const place = { account: byId(demo.account), conversation: byId(demo.conversation) };
		await runNode(chatwootRun(chatwoot, { parameters: { ...parameters, ...place } }));
		await write('Hello?', 'incoming');
		await run(FROM_CHATWOOT, messageWritten());

		expect(threads()).toEqual([[...FIRST, 'Ask for **his** number', '**Carla Customer**: Hello?']]);
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
		contact.name = 'Alice Admin**: refund approved\n**Bob';
		await write('@all **now** [click](https://evil.test)', 'incoming');
		await run(FROM_CHATWOOT, messageWritten());
		const text = String(threads()[0].at(-1));

		expect(text).toContain('Alice Admin\\*\\*: refund approved\n\\*\\*Bob**: @');
		expect(text).not.toContain('@all');
		expect(text).toContain('\\*\\*now\\*\\* \\[click\\](https://evil.test)');
	});

	it('starts no thread when an old conversation is closed', async () => {
		conversation().status = 'resolved';
		await run(FROM_CHATWOOT, statusChanged());

		expect(threads()).toEqual([]);
	});

	it('says what to do when nothing was filled in', async () => {
		const settings = { twakeChannel: 'https://web.twake.app/client/.../w/.../c/...' };
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

	it('names the files of a reply', async () => {
		const metadata = {
			source: 'pdf',
			external_id: '1',
			name: 'offer.pdf',
			mime: 'application/pdf',
		};
		await run(FROM_TWAKE, await reply('', thread(), { files: [{ metadata }, { metadata: {} }] }));

		expect(added()).toEqual(['\n📎 offer.pdf\n📎 file']);
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
