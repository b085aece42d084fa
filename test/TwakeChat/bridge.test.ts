import type { IDataObject, INodeType } from 'n8n-workflow';
import { ChatwootApi } from '../../credentials/ChatwootApi.credentials';
import { TwakeChatApi } from '../../credentials/TwakeChatApi.credentials';
import { Chatwoot } from '../../nodes/Chatwoot/Chatwoot.node';
import { messageOutput } from '../../nodes/TwakeChat/api/output';
import type { MatrixEvent } from '../../nodes/TwakeChat/api/types';
import { TwakeChat } from '../../nodes/TwakeChat/TwakeChat.node';
import { startChatwoot } from '../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { conversationEvent, messageEvent } from '../../sandbox/chatwoot/deliveries/payloads';
import { demoIds, startMatrix } from '../../sandbox/matrix';
import type { MatrixSandbox } from '../../sandbox/matrix';
import { runNode, storeCredential } from '../engine';
import { runExample } from '../engine/example';
import { chatwootRun, demo, itemOf, shownIn } from '../Chatwoot/chatwoot';
import { byId, eventsIn, posted, text, twakeChatRun } from './twake-chat';

const FILE = 'chatwoot-twake-chat-bridge.json';
const FROM_CHATWOOT = 'When something happens in Chatwoot';
const FROM_TWAKE_CHAT = 'When somebody writes in Twake Chat';

let chatwoot: ChatwootSandbox;
let matrix: MatrixSandbox;
const nodes: Record<string, INodeType> = {
	'n8n-nodes-twake-chatwoot.chatwoot': new Chatwoot(),
	'n8n-nodes-twake-chatwoot.twakeChat': new TwakeChat(),
};
const run = async (start: string, item: IDataObject, room: string = demoIds.support) => {
	const { credentialData: desk } = chatwootRun(chatwoot, { parameters: {} });
	const { credentialData: chat } = twakeChatRun(matrix, { parameters: {} });
	const credentials = {
		chatwootApi: storeCredential({ credential: new ChatwootApi(), credentialData: desk }),
		twakeChatApi: storeCredential({ credential: new TwakeChatApi(), credentialData: chat }),
	};
	const settings = { twakeChatRoom: room };
	return await runExample({ file: FILE, start, item, settings, nodes, credentials });
};
const item = (delivery: object) => itemOf(chatwoot, delivery);
const conversation = () => chatwoot.state.conversations.get(1)!;
const thread = () => String(conversation().custom_attributes.twake_chat_thread);
const messageWritten = async () => {
	const newest = chatwoot.state.messages.where(() => true).at(-1)!;
	await run(FROM_CHATWOOT, item(messageEvent(chatwoot.state, newest, 'message_created')));
};
const write = async (words: string, messageType: string) => {
	const parameters = { resource: 'message', operation: 'create', messageType, text: words };
	const place = {
		account: byId(String(demo.account)),
		conversation: byId(String(demo.conversation)),
	};
	await runNode(chatwootRun(chatwoot, { parameters: { ...parameters, ...place } }));
};
/** Alice writes; what the trigger outputs then. */
const says = async (words: string, relation: IDataObject, more: IDataObject = {}) => {
	const id = await posted(matrix, { ...text(words), 'm.relates_to': relation, ...more });
	const event = (await eventsIn(matrix)).find(({ event_id: each }) => each === id)!;
	return {
		event: 'newMessage',
		...messageOutput(event as unknown as MatrixEvent, demoIds.support),
	};
};
const inThread = (root = thread()) => ({ rel_type: 'm.thread', event_id: root });
const replies = async (words: string) => await run(FROM_TWAKE_CHAT, await says(words, inThread()));
const own = async () =>
	(await eventsIn(matrix))
		.filter(({ sender }) => sender === demoIds.bot)
		.map(({ content }) => content.body);
const ticks = async () =>
	(await eventsIn(matrix, demoIds.support, 'm.reaction')).map(
		({ content }) => (content['m.relates_to'] as IDataObject).key,
	);
const added = () => shownIn(chatwoot).slice(2);
const FIRST = [
	expect.stringMatching(
		/^Carla Customer: Where is my parcel\?\n\nhttp.*\/app\/accounts\/1\/conversations\/1$/,
	),
	expect.stringMatching(/: It left our house this morning\.$/),
];

beforeEach(async () => {
	[chatwoot, matrix] = await Promise.all([startChatwoot(), startMatrix()]);
	await messageWritten();
});
afterEach(async () => {
	expect([chatwoot.mistakes, matrix.mistakes]).toEqual([[], []]);
	await Promise.all([chatwoot.close(), matrix.close()]);
});

describe('the example "Chatwoot and Twake Chat, both ways": from Chatwoot', () => {
	it('brings the conversation into one thread, nothing twice, also a day later', async () => {
		await messageWritten();
		matrix.later(25 * 3_600_000);
		await write('Thanks!', 'incoming');
		await messageWritten();

		expect(await own()).toEqual([...FIRST, 'Carla Customer: Thanks!']);
		const [root, ...others] = (await eventsIn(matrix)).slice(1);
		expect(root.event_id).toBe(thread());
		expect(others.map(({ content }) => content['m.relates_to'])).toMatchObject([
			inThread(),
			inThread(),
		]);
	});

	it('does not post private notes or what came from Twake Chat', async () => {
		await write('She is angry', 'note');
		await replies('We look for it');
		await write('Hello?', 'incoming');
		await messageWritten();

		expect(await own()).toEqual([...FIRST, 'Carla Customer: Hello?']);
	});

	it('says when a conversation is closed and opened', async () => {
		for (const status of ['resolved', 'open', 'snoozed', 'pending'] as const) {
			conversation().status = status;
			conversation().updated_at += 1000;
			const event = conversationEvent(
				chatwoot.state,
				conversation(),
				'conversation_status_changed',
			);
			await run(FROM_CHATWOOT, item(event));
		}

		expect(await own()).toEqual([...FIRST, '✅ Resolved', '🔓 Open again', '💤 Snoozed']);
	});

	it('lets a customer pose as nobody, and mention nobody', async () => {
		chatwoot.state.contacts.where(() => true)[0].name = 'Alice\nBob: approved';
		await write('@room **now** @alice:matrix.test', 'incoming');
		await messageWritten();
		const { content } = (await eventsIn(matrix)).at(-1)!;

		expect(content).toMatchObject({
			body: 'Alice Bob: approved: @room **now** @alice:matrix.test',
			'm.mentions': {},
		});
		expect(content.formatted_body).toBeUndefined();
	});
});

describe('the example "Chatwoot and Twake Chat, both ways": from Twake Chat', () => {
	it('sends replies in the thread, and those of clients without threads, and ticks them', async () => {
		await replies('{{ We }} look for it');
		const relation = { 'm.in_reply_to': { event_id: (await eventsIn(matrix)).at(-1)!.event_id } };
		await run(FROM_TWAKE_CHAT, await says('> <@a:b> We\n\nFound', relation));

		expect(added()).toEqual(['{{ We }} look for it', 'Found']);
		expect(await ticks()).toEqual(['✅', '✅']);
	});

	it('sends nothing twice when an execution is tried again', async () => {
		const event = await says('One', inThread());
		await run(FROM_TWAKE_CHAT, event);
		await run(FROM_TWAKE_CHAT, event);

		expect(added()).toEqual(['One']);
		expect(await ticks()).toEqual(['✅']);
	});

	it('turns a reply that starts with // into a note, and names files', async () => {
		await replies('// She called');
		const file = { msgtype: 'm.file', body: 'offer.pdf', url: 'mxc://matrix.test/abc' };
		await run(FROM_TWAKE_CHAT, await says('', inThread(), file));

		expect(chatwoot.state.messages.where(({ private: isNote }) => isNote === true)).toMatchObject([
			{ content: 'She called' },
		]);
		expect(added().at(-1)).toBe('\n📎 offer.pdf');
		expect(await ticks()).toEqual(['📝', '✅']);
	});

	it.each([
		['opens a closed conversation again', 'resolved', 'Hello', 'open'],
		['leaves it closed for a note', 'resolved', '// Hello', 'resolved'],
		['leaves a pending one to its bot', 'pending', 'Hello', 'pending'],
	] as const)('%s', async (_what, before, words, after) => {
		conversation().status = before;
		await replies(words);

		expect(added()).toHaveLength(1);
		expect(conversation().status).toBe(after);
	});

	it('trusts no thread whose key somebody else has written, and leaves all else alone', async () => {
		const forged = await posted(matrix, { ...text('Lunch?'), 'n8n.thread_key': 'chatwoot 1/1' });
		await run(FROM_TWAKE_CHAT, await says('Your refund is approved', inThread(forged)));
		const other = await posted(matrix, text('Lunch?'));
		await run(FROM_TWAKE_CHAT, await says('Yes', { 'm.in_reply_to': { event_id: other } }));

		expect(added()).toEqual([]);
	});
});
