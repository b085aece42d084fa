import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { demoIds, demoWorld } from '../../sandbox/matrix';
import type { MatrixSandbox } from '../../sandbox/matrix';
import { errorOf, executeNode, itemWithFile, readBinary, runNode, searchList } from '../engine';
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

const run = async (name: string, more: INodeParameters, rest: Partial<TwakeChatRun> = {}) => {
	const [resource, operation] = name.split(' ');
	const parameters = { resource, operation, ...more };
	return await runNode(twakeChatRun(matrix, { parameters, ...rest }));
};
const refused = async (name: string, more: INodeParameters) => {
	const [resource, operation] = name.split(' ');
	return await errorOf(twakeChatRun(matrix, { parameters: { resource, operation, ...more } }));
};
const inThread = (event_id: string) => ({ 'm.relates_to': { rel_type: 'm.thread', event_id } });

describe('Thread', () => {
	it('> Reply goes to the root, and names the newest message for clients without threads', async () => {
		const root = await posted(matrix, text('Root'));
		const reply = await posted(matrix, { ...text('First'), ...inThread(root) });
		const [sent] = await run('thread reply', { ...inSupport, thread: byId(reply), text: 'Mine' });

		const last = (await eventsIn(matrix)).at(-1)!;
		expect(sent).toMatchObject({ id: last.event_id, thread_id: root });
		expect(last.content['m.relates_to']).toEqual({
			rel_type: 'm.thread',
			event_id: root,
			is_falling_back: true,
			'm.in_reply_to': { event_id: reply },
		});
	});

	it('> Create or Reply puts what has one key into one thread, over executions', async () => {
		const keyed = async (body: string, threadKey = 'ticket 1') =>
			(await run('thread createOrReply', { ...inSupport, threadKey, text: body }))[0];
		const [first, second] = [await keyed('one'), await keyed('two')];
		const other = await keyed('three', 'ticket 2');

		expect([first.result, second.result, other.result]).toEqual(['created', 'replied', 'created']);
		expect(second.thread_id).toBe(first.id);
		expect((await shownIn(matrix)).slice(1)).toEqual(['one', 'two', 'three']);
	});

	it('> Create or Reply begins a thread again whose first message was deleted', async () => {
		const keyed = async (body: string) =>
			(await run('thread createOrReply', { ...inSupport, threadKey: 'k', text: body }))[0];
		const { id } = await keyed('one');
		await run('message delete', { ...inSupport, message: byId(String(id)) });
		const again = await keyed('two');

		expect(again.result).toBe('created');
		expect(again.id).not.toBe(id);
	});

	it('> Create or Reply knows a message by its key when the server has forgotten it', async () => {
		const keyed = async (body: string, messageKey: string, more: INodeParameters = {}) => {
			const additionalFields = { messageKey, newThreadText: `New: ${body}`, ...more };
			const parameters = { ...inSupport, threadKey: 'k', text: body, additionalFields };
			return (await run('thread createOrReply', parameters))[0];
		};
		const first = await keyed('one', '1');
		const second = await keyed('two', '2');
		matrix.later(25 * 3_600_000);
		const again = [await keyed('one', '1'), await keyed('two', '2'), await keyed('three', '3')];

		expect(again.map(({ result }) => result)).toEqual(['unchanged', 'unchanged', 'replied']);
		expect(again.map(({ id }) => id).slice(0, 2)).toEqual([first.id, second.id]);
		expect((await shownIn(matrix)).slice(1)).toEqual(['New: one', 'two', 'three']);
	});

	it('> Create or Reply of one item does without the failed reading of another', async () => {
		const proxy = await FaultProxy.start(matrix.url);
		proxy.begin(({ path, attempt }) =>
			path.includes('/relations/') && attempt === 1 ? faults['empty list in its place'] : undefined,
		);
		const additionalFields = { messageKey: '={{ $json.key }}' };
		const parameters = {
			...{ resource: 'thread', operation: 'createOrReply', ...inSupport, threadKey: 'k' },
			...{ text: '={{ $json.key }}', additionalFields, options: { concurrency: 1 } },
		};
		const { outputs } = await executeNode(
			twakeChatRun(matrix, {
				parameters,
				items: [{ key: 'a' }, { key: 'b' }, { key: 'c' }],
				credential: { baseUrl: proxy.url },
				onError: 'continueErrorOutput',
			}),
		);
		await proxy.close();

		expect(outputs.map((items) => items.length)).toEqual([2, 1]);
		expect((await shownIn(matrix)).slice(1)).toEqual(['a', 'c']);
	});

	it('> Create or Reply believes no mark that somebody else has written', async () => {
		const keyed = async () => {
			const more = { threadKey: 'k', text: 'two', additionalFields: { messageKey: '2' } };
			return (await run('thread createOrReply', { ...inSupport, ...more }))[0];
		};
		const [root] = await run('thread createOrReply', { ...inSupport, threadKey: 'k', text: 'one' });
		await keyed();
		const { content } = (await eventsIn(matrix)).at(-1)!;
		const own = matrix.state.rooms.get(demoIds.support)!.events.at(-1)!;
		own.sender = demoIds.alice;
		matrix.later(25 * 3_600_000);

		expect(content['n8n.sent_by']).toBeTruthy();
		expect(await keyed()).toMatchObject({ result: 'replied', thread_id: root.id });
	});

	describe('> Create or Reply with files', () => {
		const items = () => {
			const one = itemWithFile({}, Buffer.from('1'), { fileName: 'a.txt', mimeType: 'text/plain' });
			const two = itemWithFile({}, Buffer.from('2'), { fileName: 'b.png', mimeType: 'image/png' });
			return [{ ...one, binary: { a: one.binary!.data, b: two.binary!.data } }];
		};
		const withFiles = async (body: string, attachments = 'a, b', messageKey = 'm1') => {
			const additionalFields = { attachments, messageKey };
			const parameters = { ...inSupport, threadKey: 'k', text: body, additionalFields };
			return (await run('thread createOrReply', parameters, { items: items() }))[0];
		};
		const own = async () =>
			(await eventsIn(matrix)).slice(1).map(({ event_id, content }) => ({
				...{ id: event_id, body: content.body, kind: content.msgtype },
				root: (content['m.relates_to'] as IDataObject | undefined)?.event_id,
			}));

		it('shows them after the text, each once, also a day later', async () => {
			const first = await withFiles('Offer');
			matrix.later(25 * 3_600_000);
			const again = await withFiles('Offer');
			const shown = await own();

			expect(shown).toEqual([
				{ id: first.id, body: 'Offer', kind: 'm.text', root: undefined },
				{ id: expect.any(String), body: 'a.txt', kind: 'm.file', root: first.id },
				{ id: expect.any(String), body: 'b.png', kind: 'm.image', root: first.id },
			]);
			expect(first).toMatchObject({ result: 'created', message_ids: shown.map(({ id }) => id) });
			expect(again).toMatchObject({ result: 'unchanged', message_ids: first.message_ids });
		});

		it('begins the thread with the first of them when there is no text', async () => {
			const first = await withFiles('');
			await withFiles(' ', 'b', 'm2');

			expect(await own()).toMatchObject([
				{ id: first.id, body: 'a.txt', root: undefined },
				{ body: 'b.png', root: first.id },
				{ body: 'b.png', root: first.id },
			]);
		});

		it('goes on where it stopped', async () => {
			await withFiles('Offer', 'a');
			const result = await withFiles('Offer', 'a, b');

			expect(result).toMatchObject({ result: 'replied' });
			expect((await own()).map(({ body }) => body)).toEqual(['Offer', 'a.txt', 'b.png']);
		});

		it('takes no text for a file', async () => {
			await withFiles('Offer', '');
			await withFiles('', 'a');

			expect((await own()).map(({ body }) => body)).toEqual(['Offer', 'a.txt']);
		});

		it('are deleted with their text by its key, which only the account itself can have written', async () => {
			await withFiles('Offer');
			await withFiles('Other', 'a', 'm2');
			const keys = { ...inSupport, threadKey: 'k', messageKey: 'm2' };
			const shown = await own();
			const [deleted] = await run('message delete', keys);
			const [again] = await run('message delete', keys);
			const [unknown] = await run('message delete', { ...keys, threadKey: 'other' });

			expect(deleted).toEqual({ deleted: true, id: shown[3].id, room_id: demoIds.support });
			expect([again.deleted, unknown.deleted]).toEqual([false, false]);
			expect((await own()).map(({ body }) => body)).toEqual([
				...['Offer', 'a.txt', 'b.png'],
				...[undefined, undefined],
			]);
			await run('message delete', { ...keys, messageKey: 'm1' });
			expect((await own()).every(({ body }) => body === undefined)).toBe(true);
		});

		it('are deleted by the key also when the first message of the thread is withdrawn', async () => {
			const { id } = await withFiles('Offer');
			await run('message delete', { ...inSupport, message: byId(String(id)) });
			const [, file] = await own();
			const keys = { ...inSupport, threadKey: 'k', messageKey: 'm1' };

			expect(await run('message delete', keys)).toMatchObject([{ deleted: true, id: file.id }]);
			expect((await own()).every(({ body }) => body === undefined)).toBe(true);
		});

		it('are refused before anything is sent when one of them is missing', async () => {
			const more = { ...inSupport, threadKey: 'k', additionalFields: { attachments: 'a, z' } };
			const parameters = { resource: 'thread', operation: 'createOrReply', text: 'x', ...more };
			const error = await errorOf(twakeChatRun(matrix, { parameters, items: items() }));

			expect(error.message).toContain(
				'"Additional Fields > Attachments" names the binary field "z"',
			);
			expect(await own()).toEqual([]);
		});
	});

	it('> Get and Get Many tell the key of a thread that the account began, and of no other', async () => {
		await run('thread createOrReply', { ...inSupport, threadKey: 'ticket 1', text: 'one' });
		const [own] = await eventsIn(matrix).then((events) => events.slice(-1));
		await posted(matrix, { ...text('Re'), ...inThread(own.event_id) });
		const forged = await posted(matrix, { ...text('Mine'), 'n8n.thread_key': 'ticket 1' });
		await posted(matrix, { ...text('Re'), ...inThread(forged) });
		const on = (id: string) => ({ ...inSupport, thread: byId(id) });

		expect(await run('thread get', on(own.event_id))).toMatchObject([{ thread_key: 'ticket 1' }]);
		expect((await run('thread get', on(forged)))[0].thread_key).toBeUndefined();
		const [raw] = await run('thread get', { ...on(forged), simplify: false });
		expect(JSON.stringify(raw)).not.toContain('ticket 1');
		const keys = (await run('thread getMany', inSupport)).map(({ id, thread_key }) => [
			id,
			thread_key,
		]);
		expect(keys).toEqual([
			[forged, undefined],
			[own.event_id, 'ticket 1'],
		]);
	});

	it('> Get Many asks once who it is, whatever number of threads has a key', async () => {
		for (const threadKey of ['1', '2', '3']) {
			const root = await posted(matrix, { ...text('Mine'), 'n8n.thread_key': threadKey });
			await posted(matrix, { ...text('Re'), ...inThread(root) });
		}
		matrix.requests.length = 0;
		const threads = await run('thread getMany', inSupport);

		expect(threads.map(({ thread_key: key }) => key)).toEqual([undefined, undefined, undefined]);
		expect(requestsOf(matrix).map((each) => each.replace(/.*\/|\?.*/g, ''))).toEqual([
			'threads',
			'whoami',
		]);
	});

	it('> Get and Get Many tell how many replies there are', async () => {
		const root = await posted(matrix, text('Root'));
		await posted(matrix, { ...text('First'), ...inThread(root) });
		const last = await posted(matrix, { ...text('Second'), ...inThread(root) });
		const expected = { id: root, text: 'Root', replies: 2, last_reply: { id: last } };

		expect(await run('thread get', { ...inSupport, thread: byId(last) })).toMatchObject([expected]);
		expect(await run('thread getMany', inSupport)).toMatchObject([expected]);
		expect(await run('thread getMany', { ...inSupport, onlyOwn: true })).toEqual([]);
	});
});

describe('Reaction', () => {
	it('is added once, counted, and taken back', async () => {
		const message = await posted(matrix, text('Nice'));
		const on = { ...inSupport, message: byId(message) };
		const reaction = '👍';
		const theirs = { rel_type: 'm.annotation', event_id: message, key: reaction };
		await posted(matrix, { 'm.relates_to': theirs }, { type: 'm.reaction' });

		const [added] = await run('reaction add', { ...on, reaction });
		expect(added).toMatchObject({ id: message, added: true });
		const own = plant(
			matrix,
			{ 'm.relates_to': { ...theirs, key: '🎉' } },
			{
				type: 'm.reaction',
				from: demoIds.bot,
			},
		);
		expect(own).toBeTruthy();
		const [again] = await run('reaction add', { ...on, reaction: '🎉' });
		expect(again.added).toBe(false);
		expect(await run('reaction getMany', on)).toEqual([
			{ id: message, reaction, count: 2, user_ids: [demoIds.alice, demoIds.bot] },
			{ id: message, reaction: '🎉', count: 1, user_ids: [demoIds.bot] },
		]);
		expect(await run('reaction remove', { ...on, reaction })).toMatchObject([{ removed: true }]);
		expect(await run('reaction remove', { ...on, reaction })).toMatchObject([{ removed: false }]);
		expect(await run('reaction getMany', on)).toMatchObject([{ count: 1 }, { count: 1 }]);
	});
});

describe('Reactions to an edit', () => {
	it('are those to the message that it edits', async () => {
		const message = await posted(matrix, text('Nice'));
		const edited = { rel_type: 'm.replace', event_id: message };
		const edit = await posted(matrix, {
			...{ ...text('* Nicer'), 'm.new_content': text('Nicer') },
			'm.relates_to': edited,
		});
		const on = { ...inSupport, message: byId(edit) };
		await run('reaction add', { ...on, reaction: '✅' });

		expect(await run('reaction getMany', on)).toMatchObject([{ id: message, reaction: '✅' }]);
	});
});

describe('Reaction with a context', () => {
	it('gives it back when the message is deleted, and believes nobody else’s', async () => {
		const message = await posted(matrix, text('Nice'));
		const on = { ...inSupport, message: byId(message) };
		const context = { conversation: 5 };
		const relation = { rel_type: 'm.annotation', event_id: message, key: '🎉' };
		const forged = { 'm.relates_to': relation, 'n8n.context': { conversation: 6 } };
		await posted(matrix, forged, { type: 'm.reaction' });
		const additionalFields = { context: JSON.stringify(context) };
		await run('reaction add', { ...on, reaction: '✅', additionalFields });
		await run('message delete', on);

		expect(await run('reaction getMany', on)).toEqual([
			{ id: message, reaction: '🎉', count: 1, user_ids: [demoIds.alice] },
			{ id: message, reaction: '✅', count: 1, user_ids: [demoIds.bot], context },
		]);
		const error = await refused('reaction add', { ...on, reaction: '✅' });
		expect(error.message).toBe('"Message" was deleted');
	});

	it('replaces the one that the account gave with another or none', async () => {
		const message = await posted(matrix, text('Nice'));
		const on = { ...inSupport, message: byId(message) };
		const relation = { rel_type: 'm.annotation', event_id: message, key: '✅' };
		plant(matrix, { 'm.relates_to': relation }, { type: 'm.reaction', from: demoIds.bot });
		const add = async (context?: object) => {
			const additionalFields = { context: JSON.stringify(context ?? {}) };
			return (await run('reaction add', { ...on, reaction: '✅', additionalFields }))[0].added;
		};
		const stored = async () =>
			(await run('reaction getMany', on)).map(({ count, context }) => [count, context]);

		expect(await add({ ticket: 1 })).toBe(true);
		expect(await stored()).toEqual([[1, { ticket: 1 }]]);
		expect(await add({ ticket: 2, of: 'us' })).toBe(true);
		expect(await add({ of: 'us', ticket: 2 })).toBe(false);
		expect(await add()).toBe(false);
		expect(await stored()).toEqual([[1, { ticket: 2, of: 'us' }]]);
	});
});

describe('Room', () => {
	it('> Get Many lists the joined ones with what they are', async () => {
		const rooms = await run('room getMany', { returnAll: true });

		expect(rooms.map(({ name, type, encrypted }) => [name, type, encrypted]).sort()).toEqual([
			['Acme', 'space', false],
			['Alice Martin', 'room', false],
			['Secret', 'room', true],
			['Support', 'room', false],
			['Team', 'room', false],
		]);
	});

	it('> Get Many lists public ones, and those of a space', async () => {
		const found = await run('room getMany', { listBy: 'directory', search: 'lobb' });
		expect(found).toMatchObject([{ id: demoIds.lobby, name: 'Lobby' }]);
		const inSpace = await run('room getMany', { listBy: 'space', space: byId(demoIds.space) });
		expect(inSpace.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['Support', 'Team', 'Lobby']),
		);
		expect(inSpace.map(({ name }) => name)).not.toContain('Acme');
	});

	it('> Get refuses one that the account is not in', async () => {
		expect((await refused('room get', { room: byId(demoIds.lobby) })).message).toBe(
			'"Room" does not exist, or the account is not in it',
		);
		expect(await run('room get', inSupport)).toMatchObject([
			{ name: 'Support', topic: 'Customer support', alias: '#support:matrix.test', members: 3 },
		]);
	});

	it('> Create invites one by one, and tells of those who cannot be', async () => {
		const [room] = await run('room create', {
			name: 'Project',
			users: `${demoIds.alice}, @nobody:elsewhere.invalid`,
			additionalFields: { topic: 'What for', alias: '#project:matrix.test' },
		});

		expect(room).toMatchObject({ name: 'Project', topic: 'What for', invited: [demoIds.alice] });
		expect(matrix.state.rooms.get(String(room.id))!.membership(demoIds.alice)).toBe('invite');
		expect(matrix.state.aliases.has('#project:matrix.test')).toBe(true);
	});

	it('> Create takes an alias of its own server only', async () => {
		const create = async (alias: string) =>
			await run('room create', { name: 'N', users: '', additionalFields: { alias } });
		const before = matrix.state.rooms.size;
		const [{ id }] = await create('#ours:matrix.test');
		expect(await run('room get', { room: byId('#ours:matrix.test') })).toMatchObject([{ id }]);

		const other = { additionalFields: { alias: '#ours:elsewhere.test' } };
		expect((await refused('room create', { name: 'N', users: '', ...other })).message).toBe(
			'"Additional Fields > Alias" is one of elsewhere.test, but the room is made on matrix.test',
		);
		expect(matrix.state.rooms.size).toBe(before + 1);
	});

	it('> Update changes name, topic and picture', async () => {
		const file = itemWithFile({}, Buffer.from('x'), { fileName: 'a.png', mimeType: 'image/png' });
		const updateFields = { name: 'New', topic: 'Other', avatarBinaryField: 'data' };
		await run('room update', { ...inSupport, updateFields }, { items: [file] });

		const room = matrix.state.rooms.get(demoIds.support)!;
		expect(room.content('m.room.name')).toEqual({ name: 'New' });
		expect(room.content('m.room.topic')).toMatchObject({ topic: 'Other' });
		expect(String(room.content('m.room.avatar')?.url)).toMatch(/^mxc:/);
	});

	it('> Join, Leave, Invite and Kick take what is so already for done', async () => {
		const lobby = { room: byId('#lobby:matrix.test') };
		expect(await run('room join', lobby)).toMatchObject([{ id: demoIds.lobby, joined: true }]);
		expect(await run('room join', lobby)).toMatchObject([{ joined: true }]);
		expect(await run('room leave', lobby)).toMatchObject([{ left: true }]);
		expect(await run('room leave', lobby)).toMatchObject([{ left: true }]);
		const bob = { ...inSupport, user: byId(demoIds.bob) };
		expect(await run('room invite', bob)).toMatchObject([{ membership: 'join' }]);
		expect(await run('room kick', bob)).toMatchObject([{ membership: 'leave' }]);
		expect(await run('room kick', bob)).toMatchObject([{ membership: 'leave' }]);
		expect(await run('room getMembers', inSupport)).toHaveLength(2);
	});

	it.each([
		['a firewall', '<html>Forbidden</html>'],
		['the server, to an account that is suspended', { errcode: 'M_USER_SUSPENDED', error: 'No' }],
	])('> Leave has not happened when it is forbidden by %s', async (_, body) => {
		const server = await FlakyServer.start();
		server.plays(() => ({ status: 403, body }));
		const parameters = { resource: 'room', operation: 'leave', ...inSupport };
		const left = errorOf(twakeChatRun(matrix, { parameters, credential: { baseUrl: server.url } }));
		expect((await left).message).toMatch(/forbidden|403|suspended/i);
		await server.close();
	});

	it('> Join tells that one has to be invited', async () => {
		const room = '!closed:matrix.test';
		const error = await refused('room join', { room: byId(room) });
		expect(error.description).toContain('let somebody in it invite');
	});

	it('> Join says at once that no server which knows the room answers', async () => {
		const room = byUrl('https://matrix.to/#/!room:elsewhere.test?via=elsewhere.test');
		const error = await refused('room join', { room, options: { maxWait: 1 } });
		expect(error.message).toBe(
			'Another server gave Twake Chat no answer (it says: Failed to make_join via any server)',
		);
		expect(error.description).toContain('on another server');
		expect(error.message).not.toContain('may have been');
		expect(requestsOf(matrix)).toHaveLength(1);
	});
});

describe('Direct Message > Send', () => {
	const write = async (user: string, more: Partial<TwakeChatRun> = {}, body = 'Psst') =>
		await run('directMessage send', { user: byId(user), text: body }, more);

	it('goes to the direct room that there is', async () => {
		const [sent] = await write(demoIds.alice);

		expect(sent).toMatchObject({ room_id: demoIds.direct, is_new_chat: false });
	});

	it('goes to a new room where the one that there was has been replaced', async () => {
		await upgraded(matrix, demoIds.direct, demoIds.token);
		const [sent] = await write(demoIds.alice);

		expect(sent.is_new_chat).toBe(true);
		expect(sent.room_id).not.toBe(demoIds.direct);
	});

	it('makes one room for a person, whatever number of items', async () => {
		const sent = await write(demoIds.bob, { items: [{}, {}, {}] });

		expect(new Set(sent.map(({ room_id: room }) => room)).size).toBe(1);
		expect(sent.map(({ is_new_chat: isNew }) => isNew)).toEqual([true, false, false]);
		expect((await write(demoIds.bob, {}, 'again'))[0].room_id).toBe(sent[0].room_id);
	});

	it('refuses a person whom nobody knows, and makes no room', async () => {
		const before = matrix.state.rooms.size;
		const error = await refused('directMessage send', {
			user: byId('@nobody:matrix.test'),
			text: 'Hi',
		});

		expect(error.message).toBe('"User" does not exist');
		expect(matrix.state.rooms.size).toBe(before);
	});

	it('refuses the account itself, and makes no room', async () => {
		const before = matrix.state.rooms.size;
		const error = await refused('directMessage send', { user: byId(demoIds.bot), text: 'Hi' });

		expect(error.message).toBe('"User" is the account of the credential itself');
		expect(matrix.state.rooms.size).toBe(before);
	});

	it.each([null, demoIds.direct, [5, null]])(
		'takes %j among the direct rooms for none, and leaves it there',
		async (odd) => {
			const { bot, alice, bob, carol, token } = demoIds;
			const path = `/_matrix/client/v3/user/${encodeURIComponent(bot)}/account_data/m.direct`;
			const body = JSON.stringify({ [alice]: odd, [carol]: odd });
			await asked(matrix, path, { method: 'PUT', body, token });
			const [toAlice] = await write(alice);
			const [toBob] = await write(bob);

			expect([toAlice.is_new_chat, toBob.is_new_chat]).toEqual([true, true]);
			const rooms = { [alice]: [toAlice.room_id], [bob]: [toBob.room_id] };
			expect(await asked(matrix, path, { token })).toEqual({ [carol]: odd, ...rooms });
		},
	);
});

describe('File', () => {
	// One pixel wide, two high.
	const png = Buffer.from(
		'iVBORw0KGgoAAAANSUhEUgAAAAEAAAACCAYAAACZgbYnAAAADklEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==',
		'base64',
	);
	const picture = itemWithFile({}, png, { fileName: 'Übersicht.png', mimeType: 'image/png' });

	it('> Send shows a picture with its size, and with a caption', async () => {
		const additionalFields = { caption: 'Look' };
		const [sent] = await run('file send', { ...inSupport, additionalFields }, { items: [picture] });

		expect((await eventsIn(matrix)).at(-1)!.content).toMatchObject({
			msgtype: 'm.image',
			body: 'Look',
			filename: 'Übersicht.png',
			info: { mimetype: 'image/png', size: png.length, w: 1, h: 2 },
		});
		expect(sent.file).toMatchObject({ name: 'Übersicht.png', size: png.length });
	});

	it('> Upload and Download keep every byte, name and type', async () => {
		const [{ id }] = await run('file upload', {}, { items: [picture] });
		const parameters = { resource: 'file', operation: 'download', file: String(id) };
		const { outputs } = await executeNode(twakeChatRun(matrix, { parameters }));

		const binary = outputs[0][0].binary!.data;
		expect(binary).toMatchObject({ fileName: 'Übersicht.png', mimeType: 'image/png' });
		expect(await readBinary(binary)).toEqual(png);
	});

	it('> Send uploads nothing for an encrypted room', async () => {
		const parameters = { resource: 'file', operation: 'send', room: byId(demoIds.secret) };
		const error = await errorOf(twakeChatRun(matrix, { parameters, items: [picture] }));

		expect(error.message).toContain('end-to-end encrypted');
		expect(matrix.state.media.size).toBe(0);
	});

	it('> Upload refuses what the server would not take', async () => {
		matrix.seed(demoWorld, { uploadSize: 10 });
		const parameters = { resource: 'file', operation: 'upload' };
		const error = await errorOf(twakeChatRun(matrix, { parameters, items: [picture] }));

		expect(error.message).toContain('and the homeserver takes 0.0 MiB at most');
	});
});

describe('User', () => {
	it('is found by name, and got by ID', async () => {
		const alice = { id: demoIds.alice, name: 'Alice Martin' };
		expect(await run('user search', { search: 'ali' })).toEqual([alice]);
		expect(await run('user get', { user: byId(demoIds.alice) })).toEqual([alice]);
		expect((await refused('user get', { user: byId('@x:matrix.test') })).message).toBe(
			'"User" does not exist',
		);
	});
});

describe('the lists of the editor', () => {
	const list = async (method: string, parameters: INodeParameters = {}, filter?: string) =>
		(await searchList(twakeChatRun(matrix, { parameters }), method, filter)).results.map(
			({ name }) => name,
		);

	it('show rooms, spaces, people, messages and threads', async () => {
		const root = await posted(matrix, text('Root'));
		await posted(matrix, { ...text('Reply'), ...inThread(root) });

		expect(await list('searchRooms')).toEqual([
			'Alice Martin',
			'Secret (encrypted)',
			'Support',
			'Team',
		]);
		expect(await list('searchSpaces')).toEqual(['Acme']);
		expect(await list('searchUsers', {}, 'bob')).toEqual([`Bob Durand (${demoIds.bob})`]);
		expect((await list('searchMessages', inSupport))[0]).toMatch(/^Reply \(/);
		expect((await list('searchThreads', inSupport))[0]).toMatch(/^Root \(/);
		await expect(list('searchMessages')).rejects.toThrow('Fill in Room first to see this list');
	});
});

describe('Custom API Call', () => {
	it('sends anything below /_matrix, and nothing else', async () => {
		const path = '/_matrix/client/v3/account/whoami';
		expect(await run('customApiCall call', { path })).toMatchObject([{ user_id: demoIds.bot }]);
		for (const wrong of ['https://elsewhere.test/', '/_matrix/../x', '/admin']) {
			expect((await refused('customApiCall call', { path: wrong })).message).toBe(
				'"Path" is not a path of the API',
			);
		}
	});
});
