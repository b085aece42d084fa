import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { TwakeChatApi } from '../../credentials/TwakeChatApi.credentials';
import { TwakeChatTrigger } from '../../nodes/TwakeChat/TwakeChatTrigger.node';
import { demoIds, demoWorld, startMatrix } from '../../sandbox/matrix';
import type { MatrixSandbox } from '../../sandbox/matrix';
import type { NodeRun } from '../engine';
import { startTrigger } from '../engine/long-trigger';
import type { LongTrigger, LongTriggerOptions } from '../engine/long-trigger';
import { shrinkTime } from '../shared/fast-clock';
import { FlakyServer } from '../shared/flaky-server';
import type { Answer } from '../shared/flaky-server';
import { asked, posted, text, upgraded } from './twake-chat';

let matrix: MatrixSandbox;
const running: LongTrigger[] = [];

beforeEach(async () => {
	matrix = await startMatrix();
	matrix.seed(demoWorld);
});
afterEach(async () => {
	for (const trigger of running.splice(0)) await trigger.close();
	expect(matrix.mistakes).toEqual([]);
	await matrix.close();
});

const nodeType = new TwakeChatTrigger();
const credential = new TwakeChatApi();

async function started(
	parameters: INodeParameters = {},
	options: LongTriggerOptions = {},
	{ token = demoIds.token as string, baseUrl = matrix.url } = {},
): Promise<LongTrigger> {
	const credentialData = { baseUrl, accessToken: token };
	const run: NodeRun = { node: nodeType, parameters, credential, credentialData };
	const trigger = await startTrigger(run, options);
	running.push(trigger);
	return trigger;
}

/** Waits for something to happen, however slow the machine is. */
async function until(isSo: () => boolean, what: string): Promise<void> {
	for (const end = Date.now() + 40_000; !isSo(); await sleep(20)) {
		if (Date.now() > end) throw new Error(`did not happen: ${what}`);
	}
}

const heard = async ({ runs }: LongTrigger, count: number): Promise<IDataObject[]> => {
	await until(() => runs.length >= count, `${count} runs, but ${runs.length}`);
	return runs;
};
const texts = ({ runs }: LongTrigger) => runs.map((run) => run.text);
const relating = (rel_type: string, event_id: string, more: IDataObject = {}) => ({
	'm.relates_to': { rel_type, event_id, ...more },
});
const limitOf = (ms: number) => ({
	status: 429,
	body: { errcode: 'M_LIMIT_EXCEEDED', error: 'Too Many Requests', retry_after_ms: ms },
});
const roomPath = (room: string, verb: string) =>
	`/_matrix/client/v3/rooms/${encodeURIComponent(room)}/${verb}`;
/** Of another device of the account. */
async function newToken(): Promise<string> {
	const identifier = { type: 'm.id.user', user: demoIds.bot };
	const login = { type: 'm.login.password', identifier, password: demoIds.password };
	const path = '/_matrix/client/v3/login';
	const { access_token } = await asked(matrix, path, {
		method: 'POST',
		body: JSON.stringify(login),
	});
	return String(access_token);
}
const polls = () =>
	matrix.requests.filter(({ path }) => /\/sync\?/.test(path) && /timeout=30000/.test(path)).length;

describe('a new message', () => {
	it('starts a run that tells what was said, where and by whom', async () => {
		const trigger = await started();
		const id = await posted(matrix, text('Help!'));

		const [run] = await heard(trigger, 1);
		expect(run).toMatchObject({
			event: 'newMessage',
			id,
			room_id: demoIds.support,
			thread_id: id,
			in_thread: false,
			text: 'Help!',
			user_id: demoIds.alice,
			chatInput: 'Help!',
			sessionId: demoIds.support,
		});
		expect(trigger.keys[0]).toBe(`mx:w1:node:${id}`);
	});

	it('in a thread tells its thread, and has a session of its own', async () => {
		const root = await posted(matrix, text('Root'));
		const trigger = await started();
		await posted(matrix, { ...text('In it'), ...relating('m.thread', root) });

		const [run] = await heard(trigger, 1);
		expect(run).toMatchObject({ thread_id: root, in_thread: true });
		expect(run.sessionId).toBe(`${demoIds.support} ${root}`);
	});

	it('that answers another comes without the quotation of old clients', async () => {
		const asked = await posted(matrix, text('How many?'));
		const trigger = await started();
		const quotation = '> <@alice:matrix.test> How many?\n> Please\n\n> Twelve';
		const reply = { 'm.relates_to': { 'm.in_reply_to': { event_id: asked } } };
		await posted(matrix, { ...text(quotation), ...reply });
		await posted(matrix, text('> Not a reply\n\nat all'));

		await heard(trigger, 2);
		expect(texts(trigger)).toEqual(['> Twelve', '> Not a reply\n\nat all']);
	});

	it('of the account itself, and a notice, start nothing', async () => {
		const trigger = await started();
		await posted(matrix, text('Mine'), { token: demoIds.token });
		await posted(matrix, { msgtype: 'm.notice', body: 'A bot' });
		await posted(matrix, text('Somebody'));

		await heard(trigger, 1);
		expect(texts(trigger)).toEqual(['Somebody']);
	});

	it('that was there before starts nothing', async () => {
		await posted(matrix, text('Before'));
		const trigger = await started();
		await posted(matrix, text('After'));

		await heard(trigger, 1);
		expect(texts(trigger)).toEqual(['After']);
	});
});

describe('other events', () => {
	it('are told apart', async () => {
		const events = [
			'messageEdited',
			'messageDeleted',
			'reactionAdded',
			'memberJoined',
			'memberLeft',
		];
		const id = await posted(matrix, text('Old'));
		const trigger = await started({ events });
		const change = { ...text('* New'), 'm.new_content': text('New'), ...relating('m.replace', id) };
		await posted(matrix, change);
		const reaction = relating('m.annotation', id, { key: '👍' });
		await posted(matrix, reaction, { type: 'm.reaction' });
		await asked(matrix, `${roomPath(demoIds.support, 'redact')}/${encodeURIComponent(id)}/r1`, {
			method: 'PUT',
			body: '{}',
		});
		await asked(matrix, roomPath(demoIds.support, 'leave'), {
			method: 'POST',
			body: '{}',
			token: demoIds.bobToken,
		});
		await asked(matrix, `/_matrix/client/v3/join/${encodeURIComponent(demoIds.support)}`, {
			method: 'POST',
			body: '{}',
			token: demoIds.bobToken,
		});

		expect(await heard(trigger, 5)).toMatchObject([
			{ event: 'messageEdited', id, text: 'New', user_id: demoIds.alice },
			{ event: 'reactionAdded', id, reaction: '👍', user_id: demoIds.alice },
			{ event: 'messageDeleted', id, user_id: demoIds.alice },
			{ event: 'memberLeft', user_id: demoIds.bob, by: demoIds.bob },
			{ event: 'memberJoined', user_id: demoIds.bob },
		]);
	});

	it('are no edits if another person made them, or if they change an edit', async () => {
		const id = await posted(matrix, text('By Alice'));
		const trigger = await started({ events: ['messageEdited'] });
		const edit = async (of: string, word: string, token: string = demoIds.aliceToken) => {
			const content = { ...text(`* ${word}`), 'm.new_content': text(word) };
			return await posted(matrix, { ...content, ...relating('m.replace', of) }, { token });
		};
		const forged = await edit(id, 'forged', demoIds.bobToken);
		await edit(forged, 'edit of an edit', demoIds.bobToken);
		await edit(await edit(id, 'first'), 'edit of the first');
		await edit(id, 'second');

		await heard(trigger, 2);
		expect(texts(trigger)).toEqual(['first', 'second']);
	});

	it('are no deletions if they take back a reaction', async () => {
		const trigger = await started({ events: ['messageDeleted'] });
		const id = await posted(matrix, text('Message'));
		const reaction = relating('m.annotation', id, { key: '👍' });
		const taken = await posted(matrix, reaction, { type: 'm.reaction' });
		for (const what of [taken, id]) {
			const path = `${roomPath(demoIds.support, 'redact')}/${encodeURIComponent(what)}/${what}`;
			await asked(matrix, path, { method: 'PUT', body: '{}' });
		}

		expect((await heard(trigger, 1))[0]).toMatchObject({ event: 'messageDeleted', id });
	});

	it('tell of one who leaves once, and of nobody who was not there', async () => {
		const { support, team, bob, bobToken } = demoIds;
		const trigger = await started({ events: ['memberLeft', 'newMessage'] });
		const act = async (room: string, verb: string, token: string = demoIds.aliceToken) =>
			await asked(matrix, roomPath(room, verb), {
				method: 'POST',
				body: JSON.stringify(verb === 'leave' ? {} : { user_id: bob }),
				token,
			});
		await act(team, 'invite');
		await act(team, 'leave', bobToken);
		await posted(matrix, text('refused'), { room: team });
		await heard(trigger, 1);
		await act(support, 'ban');
		await act(support, 'unban');
		await posted(matrix, text('unbanned'));

		expect(await heard(trigger, 3)).toMatchObject([
			{ event: 'newMessage', text: 'refused' },
			{ event: 'memberLeft', user_id: bob, membership: 'ban' },
			{ event: 'newMessage', text: 'unbanned' },
		]);
	});

	it('an invitation is told, and accepted if wanted, without what was said before', async () => {
		const trigger = await started({
			events: ['invited', 'newMessage'],
			options: { joinsInvited: true },
		});
		const { room_id: room } = await asked(matrix, '/_matrix/client/v3/createRoom', {
			method: 'POST',
			body: JSON.stringify({ name: 'New room', preset: 'private_chat' }),
		});
		await posted(matrix, text('Before'), { room: String(room) });
		await asked(matrix, roomPath(String(room), 'invite'), {
			method: 'POST',
			body: JSON.stringify({ user_id: demoIds.bot }),
		});
		const joined = () => matrix.state.rooms.get(String(room))!.membership(demoIds.bot) === 'join';
		await until(joined, 'the joining');
		await posted(matrix, text('Welcome'), { room: String(room) });

		expect(await heard(trigger, 2)).toMatchObject([
			{ event: 'invited', room_id: room, room_name: 'New room', user_id: demoIds.alice },
			{ event: 'newMessage', text: 'Welcome' },
		]);
	});
});

it('invitations from before the trigger began are accepted, too', async () => {
	const { room_id: room } = await asked(matrix, '/_matrix/client/v3/createRoom', {
		method: 'POST',
		body: JSON.stringify({ preset: 'private_chat', invite: [demoIds.bot] }),
	});
	const membership = () => matrix.state.rooms.get(String(room))!.membership(demoIds.bot);
	const trigger = await started({
		events: ['invited', 'newMessage'],
		options: { joinsInvited: true },
	});
	await until(() => membership() === 'join', 'the joining');
	await posted(matrix, text('Welcome'), { room: String(room) });
	await heard(trigger, 1);

	expect(texts(trigger)).toEqual(['Welcome']);
});

describe('filters', () => {
	const { team, support } = demoIds;
	it.each<[INodeParameters, string, string[]]>([
		[{ rooms: [team] }, team, ['in Team', 'to me', 'last']],
		[{ rooms: ['#support:matrix.test'] }, support, ['by Bob', 'in a thread', 'last']],
		[{ users: demoIds.bob }, support, ['by Bob', 'last']],
		[{ mentionsOnly: true }, support, ['to me', 'last']],
		[{ position: 'threads' }, support, ['in a thread', 'last']],
	])('%j let through what they should', async (filters, lastIn, expected) => {
		const mention = { 'm.mentions': { user_ids: [demoIds.bot] } };
		const root = await posted(matrix, text('Root'));
		const thread = relating('m.thread', root);
		const trigger = await started({ filters });
		await posted(matrix, text('in Team'), { room: team });
		await posted(matrix, text('by Bob'), { token: demoIds.bobToken });
		await posted(matrix, { ...text('to me'), ...mention }, { room: team });
		await posted(matrix, { ...text('in a thread'), ...thread });
		// It passes the filter, so whatever else passes has come before it.
		const last = { ...text('last'), ...mention };
		if (lastIn === team) await posted(matrix, last, { room: team });
		else await posted(matrix, { ...last, ...thread }, { token: demoIds.bobToken });

		await until(() => texts(trigger).includes('last'), 'the last one');
		expect(texts(trigger)).toEqual(expected);
	});
});

describe('only mentions', () => {
	const mentions = (user_ids: unknown) => ({ 'm.mentions': { user_ids } }) as IDataObject;
	const last = { ...text('last'), ...mentions([demoIds.bot]) };

	it('are found in the text where a client does not say whom it mentions', async () => {
		const trigger = await started({ filters: { mentionsOnly: true } });
		const pill = (to: string) => ({
			format: 'org.matrix.custom.html',
			formatted_body: `<a href="https://matrix.to/#/${to}">n8n</a>: help`,
		});
		await posted(matrix, { ...text('n8n: a pill'), ...pill(demoIds.bot) });
		await posted(matrix, { ...text('n8n: encoded'), ...pill(encodeURIComponent(demoIds.bot)) });
		await posted(matrix, text(`Who is ${demoIds.bot}?`));
		await posted(matrix, text('To @room'));
		await posted(matrix, text('By mail to help@room.example'));
		await posted(matrix, { ...text('n8n: another'), ...pill(`${demoIds.bot}ing`) });
		await posted(matrix, { ...text(`said to be none: ${demoIds.bot}`), 'm.mentions': {} });
		await posted(matrix, last);

		await until(() => texts(trigger).includes('last'), 'the last one');
		expect(texts(trigger)).toEqual([
			'n8n: a pill',
			'n8n: encoded',
			`Who is ${demoIds.bot}?`,
			'To @room',
			'last',
		]);
	});

	it.each([5, `to ${demoIds.bot}`, [null], { 0: demoIds.bot }])(
		'are not in %j, which holds up no other message',
		async (users) => {
			const first = await started({ filters: { mentionsOnly: true } });
			await first.close();
			await posted(matrix, { ...text('odd'), ...mentions(users) });
			await posted(matrix, last);
			const trigger = await started({ filters: { mentionsOnly: true } }, { stored: first.stored });
			await heard(trigger, 1);

			expect(texts(trigger)).toEqual(['last']);
		},
	);
});

it('an event with which something fails takes no other along', async () => {
	const first = await started();
	await first.close();
	for (const word of ['one', 'two', 'three']) await posted(matrix, text(word));
	const execute = ({ text: word }: IDataObject): Promise<void> => {
		if (word === 'two') throw new Error('n8n does not take it');
		return Promise.resolve();
	};
	const trigger = await started({}, { stored: first.stored, execute });
	await heard(trigger, 2);

	expect(texts(trigger)).toEqual(['one', 'three']);
});

describe('the filter for spaces', () => {
	const childOf = async (room: string, content: IDataObject) =>
		await asked(matrix, `${roomPath(demoIds.space, 'state')}/m.space.child/${room}`, {
			method: 'PUT',
			body: JSON.stringify(content),
		});

	it('hears the rooms that the space has, as they come and go', async () => {
		const { direct, space, support, team } = demoIds;
		const trigger = await started({ filters: { spaces: [space] } });
		await posted(matrix, text('outside'), { room: direct });
		await posted(matrix, text('in the space'), { room: team });
		await heard(trigger, 1);
		// One answer may bring the first two, in any order of their rooms: a later one judged both.
		await posted(matrix, text('still in it'), { room: team });
		await heard(trigger, 2);
		await childOf(direct, { via: ['matrix.test'] });
		await posted(matrix, text('now in it'), { room: direct });
		await heard(trigger, 3);
		await childOf(direct, {});
		await posted(matrix, text('outside again'), { room: direct });
		await posted(matrix, text('last'), { room: support });

		await heard(trigger, 4);
		expect(texts(trigger)).toEqual(['in the space', 'still in it', 'now in it', 'last']);
	});

	it('adds to the chosen rooms', async () => {
		const { direct, space } = demoIds;
		const trigger = await started({ filters: { spaces: [space], rooms: [direct] } });
		await posted(matrix, text('one'), { room: direct });
		await heard(trigger, 1);
		await posted(matrix, text('two'));

		await heard(trigger, 2);
		expect(texts(trigger)).toEqual(['one', 'two']);
	});

	it('refuses a space that the account cannot see', async () => {
		const spaces = ['!nobodyKnowsThisSpace:matrix.test'];
		await expect(started({ filters: { spaces } })).rejects.toThrow('Twake Chat refused');
	});
});

it('an upgrade of a room that is heard is told in the log', async () => {
	const { direct, support } = demoIds;
	const trigger = await started({ filters: { rooms: [support] } });
	await upgraded(matrix, direct, demoIds.token);
	const next = await upgraded(matrix, support);
	await until(() => trigger.warnings.length > 0, 'a warning');

	expect(trigger.warnings).toEqual([
		expect.stringContaining(`${support} has been replaced by "${next}": let the account join it`),
	]);
	expect(trigger.runs).toEqual([]);
});

describe('one at a time', () => {
	const options = { oneAtATime: true };

	it('an event waits until the run for the one before has ended', async () => {
		const ends: Array<() => void> = [];
		const execute = async () => await new Promise<void>((resolve) => ends.push(resolve));
		const trigger = await started({ options }, { execute });
		for (const word of ['one', 'two', 'three']) await posted(matrix, text(word));
		await heard(trigger, 1);
		// More polls have come and gone by then.
		const before = polls();
		await posted(matrix, text('four'));
		await until(() => polls() > before, 'another poll');
		expect(texts(trigger)).toEqual(['one']);
		for (let count = 1; count <= 4; count++) {
			await heard(trigger, count);
			expect(trigger.runs).toHaveLength(count);
			ends[count - 1]();
		}

		expect(texts(trigger)).toEqual(['one', 'two', 'three', 'four']);
	});

	it('holds up no other trigger of the account', async () => {
		const never = async () => await new Promise<void>(() => {});
		const slow = await started({ options }, { workflow: 'w1', execute: never });
		const other = await started({}, { workflow: 'w2' });
		await posted(matrix, text('one'));
		await heard(slow, 1);
		await posted(matrix, text('two'));
		await heard(other, 2);

		expect(texts(slow)).toEqual(['one']);
		expect(texts(other)).toEqual(['one', 'two']);
	});

	it('goes on after a restart with what was waiting', async () => {
		const never = async () => await new Promise<void>(() => {});
		const known = new Set<string>();
		const first = await started({ options }, { execute: never, known });
		for (const word of ['one', 'two']) await posted(matrix, text(word));
		await heard(first, 1);
		await first.close();
		const second = await started({ options }, { stored: first.stored, known });
		await heard(second, 1);

		expect([texts(first), texts(second)]).toEqual([['one'], ['two']]);
	});

	it('goes on with what was waiting when n8n starts it again in the same process', async () => {
		const before = await started({ options });
		await before.close();
		// Both are in one round.
		for (const word of ['one', 'two']) await posted(matrix, text(word));
		const never = async () => await new Promise<void>(() => {});
		const execution = { stored: before.stored, execute: never };
		const trigger = await started({ options }, execution);
		await heard(trigger, 1);
		await trigger.close();
		await trigger.startAgain();
		await heard(trigger, 2);

		expect(texts(trigger)).toEqual(['one', 'two']);
	});
});

describe('exactly once', () => {
	it('goes on after n8n was away, with all that did not fit into one answer', async () => {
		const first = await started();
		await posted(matrix, text('one'));
		await heard(first, 1);
		await first.close();
		for (let index = 0; index < 250; index++) await posted(matrix, text(`away ${index}`));

		const second = await started(
			{},
			{ stored: first.stored, known: new Set(first.keys as string[]) },
		);
		await heard(second, 250);
		expect(texts(second)).toEqual(Array.from({ length: 250 }, (_, index) => `away ${index}`));
	});

	it('loses nothing when n8n dies in the middle of a round', async () => {
		const first = await started();
		await first.close();
		for (let index = 0; index < 5; index++) await posted(matrix, text(`m${index}`));
		const known = new Set<string>();
		const second = await started({}, { stored: first.stored, known });
		await heard(second, 5);
		await second.close();
		// As if n8n had died after the second of them: it has two executions, and what was stored then.
		const two = [...known].slice(0, 2);
		const third = await started({}, { stored: first.stored, known: new Set(two) });
		await heard(third, 3);

		expect([...texts(second).slice(0, 2), ...texts(third)]).toEqual(['m0', 'm1', 'm2', 'm3', 'm4']);
	});

	it('stores where a round began, not where it ended', async () => {
		const trigger = await started();
		const { since } = trigger.stored;
		await posted(matrix, text('one'));
		await heard(trigger, 1);

		expect(trigger.stored.since).toBe(since);
	});

	it('starts over with another account', async () => {
		const first = await started();
		await first.close();
		await posted(matrix, text('for the bot'));
		const other = await started({}, { stored: first.stored }, { token: demoIds.bobToken });
		await posted(matrix, text('for Bob'));
		await heard(other, 1);

		expect(texts(other)).toEqual(['for Bob']);
	});

	it('goes on with a new token of the account', async () => {
		const first = await started();
		await first.close();
		await posted(matrix, text('meanwhile'));
		const again = await started({}, { stored: first.stored }, { token: await newToken() });
		await heard(again, 1);

		expect(texts(again)).toEqual(['meanwhile']);
	});

	describe('hears nothing that was said while the account was not in the room', () => {
		const { bot, support, token } = demoIds;
		const act = async (verb: string, body: object, by: string = demoIds.aliceToken) =>
			await asked(matrix, roomPath(support, verb), {
				method: 'POST',
				body: JSON.stringify(body),
				token: by,
			});

		it.each<[string, () => Promise<unknown>]>([
			['left', async () => await act('leave', {}, token)],
			['banned', async () => await act('ban', { user_id: bot })],
		])('having been %s, however much was said', async (_, goes) => {
			const first = await started();
			await first.close();
			await posted(matrix, text('before'));
			await goes();
			for (let index = 0; index < 5; index++) await posted(matrix, text(`away ${index}`));
			await act('unban', { user_id: bot }).catch(() => {});
			await act('join', {}, token);
			// So many that none of the others fit into the answer.
			const after = Array.from({ length: 101 }, (__, index) => `after ${index}`);
			for (const word of after) await posted(matrix, text(word));
			const second = await started({}, { stored: first.stored });
			await heard(second, 102);

			expect(texts(second)).toEqual(['before', ...after]);
		});
	});

	it('lives through a restart of the server', async () => {
		const trigger = await started();
		await posted(matrix, text('one'));
		await heard(trigger, 1);
		await until(() => polls() >= 2, 'the next poll');
		matrix.restart();
		// The connection kept by the person's client is gone too.
		await posted(matrix, text('two')).catch(async () => await posted(matrix, text('two')));
		await heard(trigger, 2);

		expect(texts(trigger)).toEqual(['one', 'two']);
	}, 60_000);

	it('lives through a server that comes back with older data', async () => {
		const trigger = await started();
		await posted(matrix, text('one'));
		await heard(trigger, 1);
		await until(() => polls() >= 2, 'the next poll');
		matrix.seed(demoWorld);
		matrix.restart();
		const waits = () =>
			matrix.requests.flatMap(({ path }) => /timeout=(\d+).*since=/.exec(path)?.[1] ?? []);
		// Asked without waiting where it is, then from there.
		await until(() => waits().slice(-2).join() === '0,30000', 'the poll from there');
		await posted(matrix, text('two'));
		await heard(trigger, 2);

		expect(texts(trigger)).toEqual(['one', 'two']);
	});

	it('shares one poll among the triggers of an account, whichever of its tokens they have', async () => {
		const token = await newToken();
		const one = await started({}, { workflow: 'w1' });
		await until(() => polls() === 1, 'the poll');
		const other = await started({}, { workflow: 'w2' }, { token });
		await posted(matrix, text('for both'));
		await heard(one, 1);
		await heard(other, 1);
		await until(() => polls() >= 2, 'the next poll');

		expect(polls()).toBe(2);
		await one.close();
		await posted(matrix, text('for the other'));
		await heard(other, 2);
		expect(texts(one)).toEqual(['for both']);
		expect(texts(other)).toEqual(['for both', 'for the other']);
	});

	it('catches up with those that were there before it', async () => {
		const other = await started({}, { workflow: 'w2' });
		await other.close();
		const one = await started({}, { workflow: 'w1' });
		await posted(matrix, text('meanwhile'));
		await heard(one, 1);
		const again = await started({}, { workflow: 'w2', stored: other.stored });
		await posted(matrix, text('now'));
		await heard(again, 2);

		expect(texts(again)).toEqual(['meanwhile', 'now']);
	});
});

describe('what goes wrong', () => {
	it('is told at once when the token is not known', async () => {
		await expect(started({}, {}, { token: 'syt_nobody' })).rejects.toThrow(
			'Twake Chat does not know the access token of the credential. Its device was logged out',
		);
	});

	it('is told when the token ends meanwhile, and nothing is asked any more', async () => {
		const trigger = await started();
		await until(() => polls() === 1, 'the poll');
		matrix.endToken(demoIds.token, 'dead');
		await until(() => trigger.errors.length === 1, 'the error');

		expect(trigger.errors[0].message).toContain('does not know the access token');
	});

	it('is told only where the token is that ends, and the others go on with theirs', async () => {
		const token = await newToken();
		const one = await started({}, { workflow: 'w1' });
		await until(() => polls() === 1, 'the poll');
		const other = await started({}, { workflow: 'w2' }, { token });
		matrix.endToken(demoIds.token, 'dead');
		// Ends the waiting of the poll.
		await posted(matrix, text('one'));
		await until(() => one.errors.length === 1, 'the error');
		await posted(matrix, text('two'));
		await heard(other, 2);

		expect(texts(other)).toEqual(['one', 'two']);
		expect(other.errors).toEqual([]);
	});

	it('is told of a token that ends beside the one of the poll', async () => {
		const token = await newToken();
		await started({}, { workflow: 'w1' });
		await until(() => polls() === 1, 'the poll');
		const trigger = await started({ events: ['messageEdited'] }, { workflow: 'w2' }, { token });
		matrix.endToken(token, 'dead');
		const id = await posted(matrix, text('By Alice'));
		const edit = { ...text('* changed'), 'm.new_content': text('changed') };
		await posted(matrix, { ...edit, ...relating('m.replace', id) });
		await until(() => trigger.errors.length === 1, 'the error');

		expect(trigger.errors[0].message).toContain('does not know the access token');
		expect(trigger.runs).toEqual([]);
	});

	it('is told of a parameter', async () => {
		await expect(started({ filters: { rooms: ['nonsense'] } })).rejects.toThrow(
			'"Filters > Room Names or IDs" is not an ID: "nonsense"',
		);
	});
});

describe('a server that is not well', () => {
	/** In front of the homeserver; `faults` are the answers to the first polls. */
	async function behind(...faults: Answer[]): Promise<FlakyServer> {
		const front = await FlakyServer.start();
		fronts.push(front);
		let count = 0;
		front.plays(async ({ method, url, headers, body }) => {
			if (isPoll(url) && count < faults.length) return faults[count++];
			const authorization = String(headers.authorization);
			const sent = body.length > 0 ? body.toString() : undefined;
			const request = { method, headers: { authorization }, body: sent };
			const response = await fetch(`${matrix.url}${url}`, request).catch(() => undefined);
			if (!response) return { fault: 'resetAtOnce' };
			return { status: response.status, body: await response.json() };
		});
		return front;
	}
	const fronts: FlakyServer[] = [];
	const isPoll = (url: string) => /\/sync\?.*since=/.test(url);
	const pollsAt = ({ requests }: FlakyServer) =>
		requests.filter(({ url }) => isPoll(url)).map(({ at }) => at);
	afterEach(async () => {
		for (const trigger of running.splice(0)) await trigger.close();
		for (const front of fronts.splice(0)) await front.close();
	});

	it('is left alone for as long as it says', async () => {
		const front = await behind(limitOf(2_500));
		const trigger = await started({}, {}, { baseUrl: front.url });
		await posted(matrix, text('one'));
		await heard(trigger, 1);

		const [first, second] = pollsAt(front);
		expect(second - first).toBeGreaterThanOrEqual(2_500);
	});

	it('is asked less and less often while it is away', async () => {
		const away = { status: 502, body: 'Bad gateway' };
		const front = await behind(away, away);
		const trigger = await started({}, {}, { baseUrl: front.url });
		await posted(matrix, text('one'));
		await heard(trigger, 1);

		const [first, second, third] = pollsAt(front);
		expect(second - first).toBeGreaterThanOrEqual(1_000);
		expect(third - second).toBeGreaterThanOrEqual(2_000);
	});

	it('is asked again to let the account into a room', async () => {
		const front = await behind();
		const { script } = front;
		let joins = 0;
		front.plays((request, number) =>
			request.url.includes('/join/') && joins++ < 2 ? limitOf(50) : script(request, number),
		);
		const parameters = { events: ['invited'], options: { joinsInvited: true } };
		const trigger = await started(parameters, {}, { baseUrl: front.url });
		const { room_id: room } = await asked(matrix, '/_matrix/client/v3/createRoom', {
			method: 'POST',
			body: JSON.stringify({ preset: 'private_chat', invite: [demoIds.bot] }),
		});
		await heard(trigger, 1);

		expect(matrix.state.rooms.get(String(room))!.membership(demoIds.bot)).toBe('join');
	});

	it('that gives invitations no IDs is heard when it invites to a room again', async () => {
		const front = await behind();
		const { script } = front;
		front.plays(async (request, number) => {
			const { body, ...answer } = await script(request, number);
			const told = JSON.stringify(body, (key, value: IDataObject[]) =>
				key === 'events' ? value.map((event) => ({ ...event, event_id: undefined })) : value,
			);
			return { ...answer, body: told, headers: { 'content-type': 'application/json' } };
		});
		const trigger = await started({ events: ['invited'] }, {}, { baseUrl: front.url });
		const { bot, token } = demoIds;
		const { room_id: room } = await asked(matrix, '/_matrix/client/v3/createRoom', {
			method: 'POST',
			body: JSON.stringify({ preset: 'private_chat', invite: [bot] }),
		});
		await heard(trigger, 1);
		await asked(matrix, roomPath(String(room), 'leave'), { method: 'POST', body: '{}', token });
		const body = JSON.stringify({ user_id: bot });
		await asked(matrix, roomPath(String(room), 'invite'), { method: 'POST', body });

		expect(await heard(trigger, 2)).toMatchObject([{ room_id: room }, { room_id: room }]);
	});

	it('that limits the reading of gaps is asked for each page once more', async () => {
		const front = await behind();
		const first = await started({}, {}, { baseUrl: front.url });
		await first.close();
		for (const room of [demoIds.support, demoIds.team]) {
			for (let index = 0; index <= 100; index++) await posted(matrix, text(room), { room });
		}
		const { script } = front;
		let gaps = 0;
		front.plays((request, number) =>
			request.url.includes('/messages?') && gaps++ % 2 === 0
				? limitOf(50)
				: script(request, number),
		);
		const trigger = await started({}, { stored: first.stored }, { baseUrl: front.url });
		await heard(trigger, 202);

		// Each has two pages.
		expect(gaps).toBe(8);
	});

	it('for a moment holds back no file', async () => {
		const front = await behind();
		const { script } = front;
		let downloads = 0;
		front.plays((request, number) => {
			if (!request.url.includes('/media/download/')) return script(request, number);
			return downloads++ === 0 ? { status: 503, body: 'Back soon' } : { body: 'the content' };
		});
		const trigger = await started({ options: { downloadFiles: true } }, {}, { baseUrl: front.url });
		await posted(matrix, { msgtype: 'm.file', body: 'a.txt', url: 'mxc://matrix.test/abc' });
		const [run] = await heard(trigger, 1);

		expect(run.file_error).toBeUndefined();
		expect(trigger.items[0].binary?.data.fileSize).toBe('11 B');
	});

	it('that fails over a question for a moment keeps back no edit', async () => {
		const front = await behind();
		const { script } = front;
		const crash = { status: 500, body: { errcode: 'M_UNKNOWN', error: 'Internal server error' } };
		let questions = 0;
		front.plays((request, number) =>
			request.url.includes('/event/') && questions++ === 0 ? crash : script(request, number),
		);
		const id = await posted(matrix, text('By Alice'));
		const trigger = await started({ events: ['messageEdited'] }, {}, { baseUrl: front.url });
		const edit = { ...text('* changed'), 'm.new_content': text('changed') };
		await posted(matrix, { ...edit, ...relating('m.replace', id) });
		await heard(trigger, 1);

		expect(texts(trigger)).toEqual(['changed']);
	});

	it.each([400, 403])('keeps the events of one room to itself with a %d', async (status) => {
		const front = await behind();
		const first = await started({}, {}, { baseUrl: front.url });
		await first.close();
		const words = Array.from({ length: 101 }, (_, index) => `told ${index}`);
		for (const word of ['left out', ...words]) await posted(matrix, text(word));
		await posted(matrix, text('elsewhere'), { room: demoIds.team });
		const { script } = front;
		const body = { errcode: 'M_UNKNOWN', error: 'Not that' };
		front.plays((request, number) =>
			request.url.includes('/messages?') ? { status, body } : script(request, number),
		);
		const trigger = await started({}, { stored: first.stored }, { baseUrl: front.url });
		await heard(trigger, 101);

		expect(texts(trigger)).toContain('elsewhere');
		expect(trigger.warnings).toEqual([
			expect.stringContaining(`not all that happened in ${demoIds.support} could be read`),
		]);
	});

	it('that does not tell memberships is understood by joins and leaves', async () => {
		const { support, lobby, bot, token, bobToken } = demoIds;
		const by = async (path: string, as: string, body: object = {}) =>
			await asked(matrix, path, { method: 'POST', body: JSON.stringify(body), token: as });
		const front = await behind();
		const { script } = front;
		front.plays(async (request, number) => {
			const { body, ...answer } = await script(request, number);
			const told = JSON.stringify(body, (key, value: IDataObject) =>
				key === 'unsigned' ? { ...value, membership: undefined } : value,
			);
			return { ...answer, body: told, headers: { 'content-type': 'application/json' } };
		});
		const first = await started({}, {}, { baseUrl: front.url });
		await first.close();
		await posted(matrix, text('before'));
		await by(roomPath(support, 'leave'), token);
		await posted(matrix, text('away'));
		await by(roomPath(support, 'join'), token);
		await posted(matrix, text('after'));
		await posted(matrix, text('not yet'), { room: lobby, token: bobToken });
		await by(roomPath(lobby, 'invite'), bobToken, { user_id: bot });
		await by(roomPath(lobby, 'join'), token);
		await posted(matrix, text('welcome'), { room: lobby, token: bobToken });
		const second = await started({}, { stored: first.stored }, { baseUrl: front.url });
		await heard(second, 3);

		expect(texts(second).sort()).toEqual(['after', 'before', 'welcome']);
	});

	it('is told of once when it stays away', async () => {
		shrinkTime(100);
		const away = { status: 403, body: { errcode: 'M_CONSENT_NOT_GIVEN', error: 'Agree first' } };
		const front = await behind(...Array.from({ length: 8 }, () => away));
		const trigger = await started({}, {}, { baseUrl: front.url });
		await posted(matrix, text('one'));
		await heard(trigger, 1);
		jest.restoreAllMocks();

		expect(trigger.warnings).toEqual([expect.stringContaining('Agree first')]);
	});

	it('keeps no request waiting when the workflow is unpublished', async () => {
		const front = await behind({ fault: 'stall' });
		const trigger = await started({}, {}, { baseUrl: front.url });
		await until(() => pollsAt(front).length === 1, 'the poll');
		await trigger.close();

		await until(() => front.connections === 0, 'the end of the request');
	});
});

it('ends at once when the workflow is unpublished', async () => {
	const trigger = await started();
	await until(() => polls() === 1, 'the poll');
	await trigger.close();
	const asked = matrix.requests.length;
	await posted(matrix, text('too late'));
	await sleep(300);

	expect(trigger.runs).toEqual([]);
	expect(matrix.requests.slice(asked).filter(({ path }) => path.includes('/sync'))).toEqual([]);
});

it('listens in the editor for what comes next', async () => {
	const trigger = await started({}, { mode: 'manual', stored: { since: 's1' } });
	await trigger.test();
	await posted(matrix, text('Test'));

	expect(await heard(trigger, 1)).toMatchObject([{ text: 'Test' }]);
});

it('brings the file of a message along', async () => {
	const trigger = await started({ options: { downloadFiles: true } });
	const response = await fetch(`${matrix.url}/_matrix/media/v3/upload?filename=a.txt`, {
		method: 'POST',
		headers: { authorization: `Bearer ${demoIds.aliceToken}`, 'content-type': 'text/plain' },
		body: 'the content',
	});
	const { content_uri: url } = (await response.json()) as IDataObject;
	await posted(matrix, { msgtype: 'm.file', body: 'a.txt', url });

	await heard(trigger, 1);
	expect(trigger.items[0].binary?.data).toMatchObject({
		fileName: 'a.txt',
		mimeType: 'text/plain',
	});
});

it.each(['', 'https://example.org/a.txt', 'mxc://example.org/../a'])(
	'says of a file at %j that it is none',
	async (url) => {
		const trigger = await started({ options: { downloadFiles: true } });
		await posted(matrix, { msgtype: 'm.file', body: 'a.txt', url });
		const [run] = await heard(trigger, 1);

		expect(run.file_error).toBe(`${JSON.stringify(url)} is no file of a homeserver`);
	},
);
