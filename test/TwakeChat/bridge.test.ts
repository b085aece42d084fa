import type {
	IBinaryKeyData,
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	INodeType,
} from 'n8n-workflow';
import { ChatwootApi } from '../../credentials/ChatwootApi.credentials';
import { TwakeChatApi } from '../../credentials/TwakeChatApi.credentials';
import { Chatwoot } from '../../nodes/Chatwoot/Chatwoot.node';
import type { MatrixEvent } from '../../nodes/TwakeChat/api/types';
import type { ChatEvent } from '../../nodes/TwakeChat/trigger/events';
import { eventOutput } from '../../nodes/TwakeChat/trigger/output';
import { TwakeChat } from '../../nodes/TwakeChat/TwakeChat.node';
import { startChatwoot } from '../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { conversationEvent, messageEvent } from '../../sandbox/chatwoot/deliveries/payloads';
import { demoIds, demoWorld, startMatrix } from '../../sandbox/matrix';
import type { MatrixSandbox } from '../../sandbox/matrix';
import { itemWithFile, runNode, storeCredential } from '../engine';
import { runExample } from '../engine/example';
import { chatwootRun, demo, itemOf, shownIn } from '../Chatwoot/chatwoot';
import { asked, byId, eventsIn, posted, text, twakeChatRun } from './twake-chat';

const FILE = 'chatwoot-twake-chat-bridge.json';
const FROM_CHATWOOT = 'When something happens in Chatwoot';
const FROM_TWAKE_CHAT = 'When somebody writes in Twake Chat';

let chatwoot: ChatwootSandbox;
let matrix: MatrixSandbox;
const nodes: Record<string, INodeType> = {
	'n8n-nodes-twake-chatwoot.chatwoot': new Chatwoot(),
	'n8n-nodes-twake-chatwoot.twakeChat': new TwakeChat(),
};
const run = async (
	start: string,
	item: IDataObject,
	settings: Record<string, string> = { 'everything else': demoIds.support },
	binary?: IBinaryKeyData,
) => {
	const { credentialData: desk } = chatwootRun(chatwoot, { parameters: {} });
	const { credentialData: chat } = twakeChatRun(matrix, { parameters: {} });
	const credentials = {
		chatwootApi: storeCredential({ credential: new ChatwootApi(), credentialData: desk }),
		twakeChatApi: storeCredential({ credential: new TwakeChatApi(), credentialData: chat }),
	};
	return await runExample({ file: FILE, start, item, binary, settings, nodes, credentials });
};
const item = (delivery: object) => itemOf(chatwoot, delivery);
const conversation = () => chatwoot.state.conversations.get(1)!;
const root = () => {
	const address = String(conversation().custom_attributes.twake_chat_thread);
	return decodeURIComponent(address.split('/').at(-1)!);
};
const messageWritten = async (settings?: Record<string, string>) => {
	const newest = chatwoot.state.messages.where(() => true).at(-1)!;
	await run(FROM_CHATWOOT, item(messageEvent(chatwoot.state, newest, 'message_created')), settings);
};
const agent = async (operation: string, more: INodeParameters, items?: INodeExecutionData[]) => {
	const place = {
		account: byId(String(demo.account)),
		conversation: byId(String(demo.conversation)),
	};
	const parameters = { resource: 'message', operation, ...place, ...more };
	await runNode(chatwootRun(chatwoot, { parameters, items }));
};
const write = async (words: string, messageType: string) =>
	await agent('create', { messageType, text: words });
/** Alice puts something into the room; what the trigger outputs then. */
const puts = async (content: IDataObject, kind: ChatEvent = 'newMessage') =>
	eventOutput(await planted(content), kind, demoIds.support);
const planted = async (content: IDataObject) => {
	const id = await posted(matrix, content);
	return (await eventsIn(matrix)).find(
		({ event_id: each }) => each === id,
	)! as unknown as MatrixEvent;
};
const inThread = (event_id = root()) => ({ rel_type: 'm.thread', event_id });
const says = async (words: string, relation: IDataObject = inThread(), more: IDataObject = {}) =>
	await puts({ ...text(words), 'm.relates_to': relation, ...more });
const replies = async (words: string) => {
	const event = await says(words);
	await run(FROM_TWAKE_CHAT, event);
	return event;
};
const own = async () =>
	(await eventsIn(matrix))
		.filter(({ sender }) => sender === demoIds.bot)
		.map(({ content }) => content.body);
const ticks = async () =>
	(await eventsIn(matrix, demoIds.support, 'm.reaction')).map(
		({ content }) => (content['m.relates_to'] as IDataObject).key,
	);
const added = () => shownIn(chatwoot).slice(2);
const statusChanged = () =>
	conversationEvent(chatwoot.state, conversation(), 'conversation_status_changed');
const teamCalled = (name: string) => Object.assign(chatwoot.state.teams.all()[0], { name }).id;
const moveTo = (inbox: number) => {
	chatwoot.state.inboxes.insert({ ...chatwoot.state.inboxes.get(1)!, id: inbox });
	conversation().inbox_id = inbox;
};
/** Alice deletes a message. */
const deleted = async (message: string) => {
	const room = encodeURIComponent(demoIds.support);
	const path = `/_matrix/client/v3/rooms/${room}/redact/${encodeURIComponent(message)}/${message.slice(1)}`;
	await asked(matrix, path, { method: 'PUT', body: '{}' });
};
const FIRST = [
	expect.stringMatching(
		/^Conversation 1 with Carla Customer: http.*\/app\/accounts\/1\/conversations\/1$/,
	),
	'Carla Customer (customer): Where is my parcel?',
	expect.stringMatching(/^[^(]*: It left our house this morning\.$/),
];

beforeEach(async () => {
	[chatwoot, matrix] = await Promise.all([startChatwoot(), startMatrix()]);
});
afterEach(async () => {
	expect([chatwoot.mistakes, matrix.mistakes]).toEqual([[], []]);
	await Promise.all([chatwoot.close(), matrix.close()]);
});

describe('the example "Chatwoot and Twake Chat, both ways": from Chatwoot', () => {
	it('brings the conversation into one thread, nothing twice, also a day later', async () => {
		await messageWritten();
		await messageWritten();
		matrix.later(25 * 3_600_000);
		await write('Thanks!', 'incoming');
		await messageWritten();

		expect(await own()).toEqual([...FIRST, 'Carla Customer (customer): Thanks!']);
		const [first, ...others] = (await eventsIn(matrix)).slice(1);
		expect(first.event_id).toBe(root());
		const relations = others.map(({ content }) => content['m.relates_to']);
		expect(relations).toMatchObject(others.map(() => inThread()));
		expect(conversation().custom_attributes).toMatchObject({ twake_chat_last_message: 3 });
	});

	it('goes by the key of the thread, whatever a customer says it is', async () => {
		await messageWritten();
		const attributes = conversation().custom_attributes;
		const other = await posted(matrix, text('Lunch?'));
		attributes.twake_chat_thread = other;
		attributes.twake_chat_last_message = 1;
		await write('Thanks!', 'incoming');
		await messageWritten();

		expect(await own()).toEqual([...FIRST, 'Carla Customer (customer): Thanks!']);
		expect(root()).not.toBe(other);
	});

	it('does not post private notes, what came from Twake Chat, or what was deleted', async () => {
		await messageWritten();
		await write('She is angry', 'note');
		await replies('We look for it');
		await write('Oh', 'incoming');
		const { id } = chatwoot.state.messages.where(() => true).at(-1)!;
		await agent('delete', { message: byId(String(id)) });
		await write('Hello?', 'incoming');
		await messageWritten();

		expect(await own()).toEqual([...FIRST, 'Carla Customer (customer): Hello?']);
	});

	it('says when a conversation is closed and opened', async () => {
		await messageWritten();
		for (const status of ['resolved', 'open', 'snoozed', 'pending'] as const) {
			conversation().status = status;
			conversation().updated_at += 1000;
			await run(FROM_CHATWOOT, item(statusChanged()));
		}

		expect(await own()).toEqual([...FIRST, '✅ Resolved', '🔓 Open again', '💤 Snoozed']);
	});

	it('lets a customer pose as nobody, and mention nobody', async () => {
		chatwoot.state.contacts.where(() => true)[0].name = 'Alice\nBob: approved';
		await write('@room **now** @alice:matrix.test', 'incoming');
		await messageWritten();
		const { content } = (await eventsIn(matrix)).at(-1)!;

		expect(content).toMatchObject({
			body: 'Alice Bob: approved (customer): @room **now** @alice:matrix.test',
			'm.mentions': {},
		});
		expect(content.formatted_body).toBeUndefined();
	});

	it('brings files as files below who sent them, and names those that are gone', async () => {
		const file = async (fileName: string) => {
			const items = [itemWithFile({}, Buffer.from(fileName), { fileName, mimeType: 'image/png' })];
			await agent('create', { messageType: 'incoming', text: '', attachments: 'data' }, items);
		};
		await file('photo.png');
		await messageWritten();
		await file('gone.png');
		chatwoot.state.blobs.remove(chatwoot.state.blobs.all().at(-1)!.id);
		await messageWritten();

		expect((await own()).slice(3)).toEqual([
			'Carla Customer (customer): 📎',
			'photo.png',
			'Carla Customer (customer): \n📎 image',
		]);
		const stored = [...matrix.state.media.values()].map(({ bytes }) => String(bytes));
		expect(stored).toContain('photo.png');
	});

	it('links to files that are too large for the server, and goes on', async () => {
		matrix.seed(demoWorld, { uploadSize: 10 });
		const items = [itemWithFile({}, Buffer.alloc(20), { fileName: 'film.mp4' })];
		await agent('create', { messageType: 'incoming', text: '', attachments: 'data' }, items);
		await write('Did you see it?', 'incoming');
		await messageWritten();

		expect((await own()).slice(3)).toEqual([
			'Carla Customer (customer): 📎',
			expect.stringMatching(/^📎 http.*film\.mp4$/),
			'Carla Customer (customer): Did you see it?',
		]);
	});

	it('deletes what was deleted, and nothing else', async () => {
		await messageWritten();
		await agent('delete', { message: byId('1') });
		const event = messageEvent(chatwoot.state, chatwoot.state.messages.get(1)!, 'message_updated');
		await run(FROM_CHATWOOT, item(event));
		await run(FROM_CHATWOOT, item(event));

		expect(await own()).toEqual([FIRST[0], undefined, FIRST[2]]);
	});

	it('deletes in the room in which the conversation was before, too', async () => {
		const moved = { 'label vip': demoIds.team, 'everything else': demoIds.support };
		await messageWritten(moved);
		conversation().labels = ['vip'];
		await write('Thanks!', 'incoming');
		await messageWritten(moved);
		await agent('delete', { message: byId('1') });
		const event = messageEvent(chatwoot.state, chatwoot.state.messages.get(1)!, 'message_updated');
		await run(FROM_CHATWOOT, item(event), moved);

		expect(await own()).toEqual([FIRST[0], undefined, FIRST[2]]);
	});

	it.each([
		['label vip', () => (conversation().labels = ['vip'])],
		['team sales', () => (conversation().team_id = teamCalled('sales'))],
		['inbox 7', () => moveTo(7)],
	])('sends what fits "%s" to its room, the rest nowhere', async (row, prepare) => {
		const none = { 'label vip': '', 'team sales': '', 'inbox 7': '', 'everything else': '' };
		await messageWritten(none);
		expect(await own()).toEqual([]);
		prepare();
		await messageWritten({ ...none, [row]: demoIds.support });

		expect(await own()).toEqual(FIRST);
	});

	it('starts no thread when an old conversation is closed', async () => {
		conversation().status = 'resolved';
		await run(FROM_CHATWOOT, item(statusChanged()));

		expect(await own()).toEqual([]);
	});
});

describe('the example "Chatwoot and Twake Chat, both ways": from Twake Chat', () => {
	beforeEach(async () => await messageWritten());

	it('sends replies in the thread, and those of clients without threads, and ticks them', async () => {
		await replies('{{ We }} look for it');
		const relation = { 'm.in_reply_to': { event_id: (await eventsIn(matrix)).at(-1)!.event_id } };
		await run(FROM_TWAKE_CHAT, await says('> <@a:b> We\n\nFound', relation));

		expect(added()).toEqual(['{{ We }} look for it', 'Found']);
		expect(await ticks()).toEqual(['✅', '✅']);
	});

	it('sends nothing twice when an execution is tried again', async () => {
		const event = await says('One');
		await run(FROM_TWAKE_CHAT, event);
		await run(FROM_TWAKE_CHAT, event);

		expect(added()).toEqual(['One']);
		expect(await ticks()).toEqual(['✅']);
	});

	it('turns a reply that starts with // into a note', async () => {
		await replies('// She called');

		expect(chatwoot.state.messages.where(({ private: isNote }) => isNote === true)).toMatchObject([
			{ content: 'She called' },
		]);
		expect(await ticks()).toEqual(['📝']);
	});

	it('sends a file as a file, and names one that could not be had', async () => {
		const file = { msgtype: 'm.file', body: 'offer.pdf', url: 'mxc://matrix.test/abc' };
		const { binary } = itemWithFile({}, Buffer.from('an offer'), { fileName: 'offer.pdf' });
		await run(FROM_TWAKE_CHAT, await says('', inThread(), file), undefined, binary);
		await run(FROM_TWAKE_CHAT, await says('', inThread(), file));

		expect(chatwoot.state.blobs.all()).toMatchObject([{ name: 'offer.pdf' }]);
		expect(added()).toEqual([null, '\n📎 offer.pdf']);
		expect(await ticks()).toEqual(['✅', '✅']);
	});

	it('says that an edit came too late, if the customer has the text from before', async () => {
		const { id } = await replies('Tomorrow');
		const other = await posted(matrix, text('Lunch?'));
		for (const event_id of [String(id), other]) {
			const edit = {
				'm.new_content': text('Today'),
				'm.relates_to': { rel_type: 'm.replace', event_id },
			};
			await run(FROM_TWAKE_CHAT, await puts({ ...text('* Today'), ...edit }, 'messageEdited'));
		}

		expect(added()).toEqual(['Tomorrow']);
		expect(await ticks()).toEqual(['✅', '⚠️']);
	});

	it('deletes in Chatwoot what was deleted here, and believes no tick but its own', async () => {
		const { id } = await replies('Wrong');
		const other = await posted(matrix, text('Lunch?'));
		const context = { chatwoot_account: '1', chatwoot_conversation: '1' };
		const relation = { rel_type: 'm.annotation', event_id: other, key: '✅' };
		const forged = { 'm.relates_to': relation, 'n8n.context': context };
		await posted(matrix, forged, { type: 'm.reaction' });
		await write('Thanks!', 'incoming');
		for (const message of [String(id), other]) {
			await deleted(message);
			const event = { event: 'messageDeleted', room_id: demoIds.support, id: message };
			await run(FROM_TWAKE_CHAT, event);
			await run(FROM_TWAKE_CHAT, event);
		}
		const gone = chatwoot.state.messages.where((each) => each.content_attributes.deleted === true);

		expect(gone).toHaveLength(1);
		expect(added().at(-1)).toBe('Thanks!');
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
		await run(FROM_TWAKE_CHAT, await puts(text('Hello')));

		expect(added()).toEqual([]);
	});
});
