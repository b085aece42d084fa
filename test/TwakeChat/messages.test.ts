import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { demoIds } from '../../sandbox/matrix';
import type { MatrixSandbox } from '../../sandbox/matrix';
import { errorOf, executeNode, runNode } from '../engine';
import { faults } from '../faults/catalogue';
import { FaultProxy } from '../faults/fault-proxy';
import { plant } from '../faults/twake-chat/plant';
import { FlakyServer } from '../shared/flaky-server';
import {
	asked,
	byId,
	byUrl,
	eventsIn,
	inSupport,
	posted,
	requestsOf,
	sendToSupport,
	shownIn,
	text,
	twakeChatRun,
	upgraded,
	useMatrix,
} from './twake-chat';
import type { TwakeChatRun } from './twake-chat';

let matrix: MatrixSandbox;
useMatrix((started) => {
	matrix = started;
});

const run = async (parameters: INodeParameters, more: Partial<TwakeChatRun> = {}) =>
	await runNode(twakeChatRun(matrix, { parameters, ...more }));
const refused = async (parameters: INodeParameters) =>
	await errorOf(twakeChatRun(matrix, { parameters }));
const lastContent = async () => (await eventsIn(matrix)).at(-1)!.content;
const onMessage = (operation: string, message: string, more: INodeParameters = {}) => ({
	resource: 'message',
	operation,
	...inSupport,
	message: byId(message),
	...more,
});

describe('Message > Send', () => {
	it('is read in the room, and tells where it is', async () => {
		const [sent] = await run(sendToSupport);

		const [event] = (await eventsIn(matrix)).slice(-1);
		expect(event).toMatchObject({ sender: demoIds.bot, content: { body: 'Hello' } });
		expect(sent).toEqual({
			id: event.event_id,
			room_id: demoIds.support,
			thread_id: event.event_id,
			text: 'Hello',
			url: `https://matrix.to/#/${encodeURIComponent(demoIds.support)}/${encodeURIComponent(event.event_id)}`,
		});
	});

	it('notifies nobody whose name only occurs in the text', async () => {
		await run({ ...sendToSupport, text: 'alice, are you there?' });

		expect(await lastContent()).toMatchObject({ 'm.mentions': {} });
	});

	it('notifies those who are mentioned, and shows them as pills', async () => {
		const additionalFields = { mention: [demoIds.alice], mentionRoom: true };
		await run({ ...sendToSupport, text: 'a < b', format: 'text', additionalFields });

		expect(await lastContent()).toMatchObject({
			body: `@room ${demoIds.alice} a < b`,
			formatted_body: `@room <a href="https://matrix.to/#/%40alice%3Amatrix.test">${demoIds.alice}</a> a &lt; b`,
			'm.mentions': { user_ids: [demoIds.alice], room: true },
		});
	});

	it.each([
		['text', '**no** <b>markup</b>', '**no** <b>markup</b>', undefined],
		['markdown', '**bold** <b>', '**bold** <b>', '<strong>bold</strong> &lt;b&gt;'],
		['html', '<b>bold</b><br>line', 'bold\nline', '<b>bold</b><br>line'],
	])('takes %s', async (format, given, body, html) => {
		await run({ ...sendToSupport, text: given, format });

		const content = await lastContent();
		expect(content.body).toBe(body);
		expect(content.formatted_body).toBe(html);
	});

	it.each(['m.notice', 'm.emote'])('sends a %s', async (messageType) => {
		await run({ ...sendToSupport, additionalFields: { messageType } });

		expect((await lastContent()).msgtype).toBe(messageType);
	});

	it.each([
		['an alias', { __rl: true, mode: 'alias', value: '#support:matrix.test' }],
		['a link', byUrl('https://matrix.to/#/#support:matrix.test?via=matrix.test')],
		['an encoded link', byUrl(`https://matrix.to/#/${encodeURIComponent(demoIds.support)}`)],
		['a client’s address', byUrl(`https://chat.example.org/#/room/${demoIds.support}`)],
		['Twake Chat’s address', byUrl(`https://chat.example.org/web/#/rooms/${demoIds.support}`)],
		['a URI', byUrl('matrix:r/support:matrix.test')],
	])('finds the room by %s', async (_, room) => {
		const [sent] = await run({ ...sendToSupport, room });

		expect(sent.room_id).toBe(demoIds.support);
	});

	it('keeps the order of items in a room', async () => {
		const items = Array.from({ length: 20 }, (_, index) => ({ text: `number ${index}` }));
		await run({ ...sendToSupport, text: '={{ $json.text }}' }, { items });

		expect((await shownIn(matrix)).slice(1)).toEqual(items.map(({ text: body }) => body));
	});

	it('sends two equal items twice', async () => {
		await run(sendToSupport, { items: [{}, {}] });

		expect(await shownIn(matrix)).toHaveLength(3);
	});

	it('sends nothing again by the same Message Key, in whatever execution', async () => {
		const keyed = (body: string) =>
			run({ ...sendToSupport, text: body, additionalFields: { messageKey: 'order 1' } });
		const [[first], [second]] = [await keyed('Shipped'), await keyed('Shipped, once more')];

		expect(second.id).toBe(first.id);
		expect((await shownIn(matrix)).slice(1)).toEqual(['Shipped']);
	});

	it('takes a key of the user for each operation alone', async () => {
		const additionalFields = { messageKey: 'order 1' };
		const [{ id }] = await run({ ...sendToSupport, additionalFields });
		await run(onMessage('reply', String(id), { text: 'A reply', additionalFields }));
		await run(onMessage('update', String(id), { text: 'Changed', additionalFields }));

		expect((await shownIn(matrix)).slice(1)).toEqual(['Hello', 'A reply', '* Changed']);
	});

	it('never writes into an encrypted room', async () => {
		const error = await refused({ ...sendToSupport, room: byId(demoIds.secret) });

		expect(error.message).toBe('"Room" is end-to-end encrypted, and n8n cannot encrypt');
		expect(error.description).toContain('make a room without it');
		expect(await shownIn(matrix, demoIds.secret)).toEqual([]);
	});

	it('never writes where encryption is on with nothing said about it', async () => {
		plant(matrix, {}, { type: 'm.room.encryption', stateKey: '' });
		const error = await refused(sendToSupport);

		expect(error.message).toBe('"Room" is end-to-end encrypted, and n8n cannot encrypt');
	});

	it('never writes where a room was before its upgrade, even with the power for it', async () => {
		const next = await upgraded(matrix, demoIds.support);
		const error = await refused(sendToSupport);

		expect(error.message).toBe(`"Room" has been replaced by another room: "${next}"`);
		expect(error.description).toContain('invite the account of the credential');
		expect(await shownIn(matrix)).toHaveLength(1);
		await run({ ...sendToSupport, room: byId(demoIds.direct) });
	});

	it('writes again where the end of a room was taken back', async () => {
		plant(matrix, {}, { type: 'm.room.tombstone', stateKey: '' });
		await run(sendToSupport);

		expect(await shownIn(matrix)).toHaveLength(2);
	});

	it('asks about a room all at once', async () => {
		const proxy = await FaultProxy.start(matrix.url);
		let goOn = () => {};
		const bothCame = new Promise<void>((resolve) => (goOn = resolve));
		proxy.begin(() => async ({ response, forward }) => {
			if (proxy.met.length === 2) goOn();
			await bothCame;
			const { status, headers, body } = await forward();
			response.writeHead(status, headers).end(body);
		});
		const options = { timeout: 20, maxWait: 0 };
		await run({ ...sendToSupport, options }, { credential: { baseUrl: proxy.url } });
		await proxy.close();

		expect(await shownIn(matrix)).toHaveLength(2);
	});

	it('takes no empty answer of something else for an encrypted room', async () => {
		const proxy = await FaultProxy.start(matrix.url);
		proxy.begin(({ path }) =>
			path.includes('m.room.encryption') ? faults['empty object in its place'] : undefined,
		);
		const error = await errorOf(
			twakeChatRun(matrix, { parameters: sendToSupport, credential: { baseUrl: proxy.url } }),
		);
		await proxy.close();

		expect(error.message).toBe('Twake Chat did not answer in the form that was expected');
		expect(await shownIn(matrix)).toHaveLength(1);
	});

	it.each([
		['nobody knows', '#support:elsewhere.test'],
		['is written otherwise', '#support:MATRIX.TEST'],
	])('says at once that the server in an alias does not answer, if it %s', async (_, alias) => {
		const options = { maxWait: 1 };
		const error = await refused({ ...sendToSupport, room: byId(alias), options });

		expect(error.message).toBe(
			'Another server gave Twake Chat no answer (it says: Failed to fetch alias)',
		);
		expect(error.description).toContain(
			`It is the one in the alias ${alias}. Check the part after`,
		);
		expect(error.description).toContain('Nothing was done.');
		expect(requestsOf(matrix)).toHaveLength(1);
	});

	it('still waits for a proxy that knows no way to the homeserver when an alias is looked up', async () => {
		const proxy = await FaultProxy.start(matrix.url);
		let hasFailed = false;
		proxy.begin(() => {
			if (hasFailed) return undefined;
			hasFailed = true;
			return faults['502 page'];
		});
		const room = byId('#support:matrix.test');
		await run({ ...sendToSupport, room }, { credential: { baseUrl: proxy.url } });
		await proxy.close();

		expect(await shownIn(matrix)).toHaveLength(2);
	});

	it.each([
		['a room that is none', { room: byId('!nothing:matrix.test') }, 'not in room'],
		['a room of others', { room: byId(demoIds.lobby) }, 'not in room'],
		['an unknown alias', { room: byId('#nothing:matrix.test') }, 'refused the request'],
		['nonsense', { room: byId('support') }, '"Room" is not a room: "support"'],
		['no room', { room: byId('') }, '"Room" is empty'],
		['no text', { text: ' ' }, '"Text" is empty'],
		['a long text', { text: 'x'.repeat(70_000) }, '"Text" is too long'],
		['a mention of nobody', { additionalFields: { mention: ['Bob'] } }, 'is not a user: "Bob"'],
	])('refuses %s', async (_, change, message) => {
		const error = await refused({ ...sendToSupport, ...change });

		expect(error.message).toContain(message);
		expect(await shownIn(matrix)).toHaveLength(1);
	});
});

describe('Message > Reply', () => {
	it('answers a message, and tells its author', async () => {
		const question = await posted(matrix, text('How?'));
		const [sent] = await run(onMessage('reply', question, { text: 'So.' }));

		expect(await lastContent()).toMatchObject({
			body: 'So.',
			'm.relates_to': { 'm.in_reply_to': { event_id: question } },
			'm.mentions': { user_ids: [demoIds.alice] },
		});
		expect(sent.thread_id).toBe(sent.id);
	});

	it('stays in the thread of the message', async () => {
		const root = await posted(matrix, text('Root'));
		const inThread = { rel_type: 'm.thread', event_id: root };
		const reply = await posted(matrix, { ...text('In thread'), 'm.relates_to': inThread });
		const [sent] = await run(onMessage('reply', reply, { text: 'Here.' }));

		expect(sent.thread_id).toBe(root);
		expect((await lastContent())['m.relates_to']).toEqual({
			rel_type: 'm.thread',
			event_id: root,
			is_falling_back: false,
			'm.in_reply_to': { event_id: reply },
		});
	});

	it('finds room and message in one link', async () => {
		const question = await posted(matrix, text('How?'));
		const link = `https://matrix.to/#/${demoIds.support}/${question}`;
		const [sent] = await run({
			...onMessage('reply', question, { text: 'So.' }),
			room: byId(''),
			message: byUrl(link),
		});

		expect(sent.room_id).toBe(demoIds.support);
	});

	it('refuses a message that is not there, and one that was deleted', async () => {
		const gone = await posted(matrix, text('Oops'));
		await run(onMessage('delete', gone));

		const parameters = { text: 'So.' };
		expect((await refused(onMessage('reply', '$nothing', parameters))).message).toContain(
			'"Message" does not exist in this room',
		);
		expect((await refused(onMessage('reply', gone, parameters))).message).toBe(
			'"Message" was deleted',
		);
	});
});

describe('Message > Update', () => {
	it('changes an own message, twice', async () => {
		const [{ id }] = await run(sendToSupport);
		await run(onMessage('update', String(id), { text: 'Better' }));
		const [second] = await run(onMessage('update', String(id), { text: '**Best**' }));

		const [read] = await run(onMessage('get', String(id)));
		expect(read).toMatchObject({ id, text: '**Best**', edited: true });
		expect(second).toMatchObject({ id, text: '**Best**' });
		expect(second.edit_id).not.toBe(id);
	});

	it('leaves a notice one, unless another type is chosen', async () => {
		const notice = { additionalFields: { messageType: 'm.notice' } };
		const [{ id }] = await run({ ...sendToSupport, ...notice });
		await run(onMessage('update', String(id), { text: 'Better' }));
		const kinds = async () => (await run(onMessage('get', String(id)))).map(({ kind }) => kind);
		expect(await kinds()).toEqual(['m.notice']);

		const chosen = { additionalFields: { messageType: 'm.text' } };
		await run(onMessage('update', String(id), { text: 'Best', ...chosen }));
		expect(await kinds()).toEqual(['m.text']);
	});

	it('takes the ID of a change for the message itself', async () => {
		const [{ id }] = await run(sendToSupport);
		const [{ edit_id: edit }] = await run(onMessage('update', String(id), { text: 'Better' }));
		const [again] = await run(onMessage('update', String(edit), { text: 'Best' }));

		expect(again.id).toBe(id);
	});

	it('refuses what the server would take and show to nobody', async () => {
		const foreign = await posted(matrix, text('Mine'));
		const error = await refused(onMessage('update', foreign, { text: 'Yours' }));

		expect(error.message).toBe(`"Message" is one of ${demoIds.alice}`);
		expect((await shownIn(matrix)).at(-1)).toBe('Mine');
	});
});

describe('Message > Get', () => {
	it.each<[string, IDataObject]>([
		['does not tell what it says, as on older servers', {}],
		['says nothing that makes sense', { content: { 'm.new_content': 'nonsense' } }],
	])('gives the message of an edit that %s', async (_, edit) => {
		const server = await FlakyServer.start();
		const event_id = '$message';
		const told = { sender: demoIds.alice, origin_server_ts: 1 };
		const bundle = { 'm.replace': { event_id: '$edit', ...told, ...edit } };
		const event = { type: 'm.room.message', content: text('As told'), ...told };
		server.plays(() => ({ body: { event_id, ...event, unsigned: { 'm.relations': bundle } } }));
		const credential = { baseUrl: server.url };
		const [read] = await run(onMessage('get', event_id), { credential });
		await server.close();

		expect(read).toMatchObject({ text: 'As told', edited: true });
	});
});

describe('Message > Delete', () => {
	it('refuses what is not there, also where the account may delete everything', async () => {
		const name = { resource: 'room', operation: 'create', name: 'Own' };
		const [{ id }] = await run(name);
		const nothing = { ...onMessage('delete', '$nothing'), room: byId(String(id)) };

		expect((await refused(nothing)).message).toContain('"Message" does not exist in this room');
	});

	it('empties a message', async () => {
		const [{ id }] = await run(sendToSupport);
		const additionalFields = { reason: 'a mistake' };
		const [deleted] = await run(onMessage('delete', String(id), { additionalFields }));

		expect(deleted).toEqual({ deleted: true, id, room_id: demoIds.support });
		const [read] = await run(onMessage('get', String(id)));
		expect(read).toMatchObject({ deleted: true, text: '' });
		expect(JSON.stringify(await eventsIn(matrix, demoIds.support, 'm.room.redaction'))).toContain(
			'a mistake',
		);
	});

	it('tells who lacks the power', async () => {
		const levels = { users: { [demoIds.alice]: 100 }, redact: 50 };
		plant(matrix, levels, { type: 'm.room.power_levels', stateKey: '' });
		const error = await refused(onMessage('delete', await posted(matrix, text('Mine'))));

		expect(error.message).toContain("You don't have permission to redact");
		expect(error.description).toContain('power level');
	});
});

describe('Message > Get Many', () => {
	beforeEach(async () => {
		const root = await posted(matrix, text('Root'));
		const inThread = { rel_type: 'm.thread', event_id: root };
		await posted(matrix, { ...text('In thread'), 'm.relates_to': inThread });
		const edited = await posted(matrix, text('Old'));
		const change = {
			...text('* New'),
			'm.new_content': text('New'),
			'm.relates_to': { rel_type: 'm.replace', event_id: edited },
		};
		await posted(matrix, change);
		const file = { msgtype: 'm.file', body: 'a.txt', url: 'mxc://matrix.test/abc' };
		await posted(matrix, file, { token: demoIds.bobToken });
	});
	const many = async (more: INodeParameters): Promise<unknown[]> => {
		const parameters = { resource: 'message', operation: 'getMany', ...inSupport, ...more };
		return (await run(parameters)).map(
			({ text: body, file }) => body || (file as IDataObject).name,
		);
	};

	it.each([
		[{}, ['a.txt', 'New', 'In thread', 'Root', 'Where do we answer customers?']],
		[{ limit: 2 }, ['a.txt', 'New']],
		[{ limit: 2, order: 'chronological' }, ['New', 'a.txt']],
		[{ limit: 2, order: 'oldest' }, ['Where do we answer customers?', 'Root']],
		[{ filters: { onlyFiles: true } }, ['a.txt']],
		[{ filters: { users: demoIds.bob } }, ['a.txt']],
		[{ filters: { outsideThreads: true }, limit: 3 }, ['a.txt', 'New', 'Root']],
	])('with %j gives %j', async (more, expected) => {
		expect(await many(more)).toEqual(expected);
	});

	it.each(['newest', 'oldest'])('gives what was written since a time, %s first', async (order) => {
		const events = await eventsIn(matrix);
		const time = (events.at(-1) as unknown as { origin_server_ts: number }).origin_server_ts;
		matrix.later(60_000);
		await posted(matrix, text('Later'));
		const since = new Date(time + 30_000).toISOString();

		expect(await many({ order, filters: { since } })).toEqual(['Later']);
	});

	it('gives the messages of a thread by any of them', async () => {
		const reply = (await eventsIn(matrix)).find(({ content }) => content.body === 'In thread')!;
		const thread = byId(reply.event_id);

		expect(await many({ listBy: 'thread', thread, order: 'oldest' })).toEqual([
			'Root',
			'In thread',
		]);
		expect(await many({ listBy: 'thread', thread, limit: 1 })).toEqual(['In thread']);
	});

	it('reads all pages', async () => {
		for (let index = 0; index < 230; index++) await posted(matrix, text(`m${index}`));

		expect(await many({ returnAll: true })).toHaveLength(235);
	});
});

describe('Message > Pin and Unpin', () => {
	const pins = async () =>
		(
			await asked(
				matrix,
				`/_matrix/client/v3/rooms/${encodeURIComponent(demoIds.support)}/state/m.room.pinned_events`,
			)
		).pinned;

	it('add to what is pinned, and take away from it', async () => {
		const [one, other] = [await posted(matrix, text('One')), await posted(matrix, text('Other'))];
		await run(
			{ ...onMessage('pin', ''), message: byId('={{ $json.id }}') },
			{ items: [{ id: one }, { id: other }, { id: one }] },
		);
		expect(await pins()).toEqual([one, other]);

		const [taken] = await run(onMessage('unpin', one));
		expect(taken).toMatchObject({ id: one, pinned: false });
		expect(await pins()).toEqual([other]);
	});

	it.each([{}, { pinned: null }, { pinned: 'all' }])(
		'begin anew where %j is pinned',
		async (odd) => {
			const path = `/_matrix/client/v3/rooms/${encodeURIComponent(demoIds.support)}/state/m.room.pinned_events`;
			await asked(matrix, path, { method: 'PUT', body: JSON.stringify(odd) });
			const id = await posted(matrix, text('One'));
			await run(onMessage('pin', id));

			expect(await pins()).toEqual([id]);
		},
	);

	it('pin nothing that is not there', async () => {
		expect((await refused(onMessage('pin', '$nothing'))).message).toContain('does not exist');
	});
});

describe('what others see of the account', () => {
	it('is that it has read', async () => {
		const id = await posted(matrix, text('Read me'));
		const [read] = await run(onMessage('markRead', id));

		expect(read).toEqual({ id, room_id: demoIds.support, read: true });
		expect(requestsOf(matrix).at(-1)).toContain('/read_markers');
	});

	it('is that it types, for a time', async () => {
		const typing = { resource: 'message', ...inSupport };
		await run({ ...typing, operation: 'typingOn', seconds: 5 });
		expect(matrix.requests.at(-1)?.body).toEqual({ typing: true, timeout: 5000 });
		await run({ ...typing, operation: 'typingOff' });
		expect(matrix.requests.at(-1)?.body).toEqual({ typing: false });
	});
});

describe('an item that fails', () => {
	it('leaves the others alone', async () => {
		const { outputs } = await executeNode(
			twakeChatRun(matrix, {
				parameters: { ...sendToSupport, room: byId('={{ $json.room }}') },
				items: [{ room: 'nonsense' }, { room: demoIds.support }],
				onError: 'continueErrorOutput',
			}),
		);

		expect(outputs[0]).toHaveLength(1);
		expect(outputs[1].map(({ json }) => json.error)).toEqual(['"Room" is not a room: "nonsense"']);
	});
});
