import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { TwakeChatApi } from '../../credentials/TwakeChatApi.credentials';
import { TwakeChatTrigger } from '../../nodes/TwakeChat/TwakeChatTrigger.node';
import { demoIds, demoWorld, startMatrix } from '../../sandbox/matrix';
import type { MatrixSandbox } from '../../sandbox/matrix';
import type { NodeRun } from '../engine';
import { startTrigger } from '../engine/long-trigger';
import type { LongTrigger, LongTriggerOptions } from '../engine/long-trigger';
import { asked, posted, text } from './twake-chat';

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
	token: string = demoIds.token,
): Promise<LongTrigger> {
	const credentialData = { baseUrl: matrix.url, accessToken: token };
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
const roomPath = (room: string, verb: string) =>
	`/_matrix/client/v3/rooms/${encodeURIComponent(room)}/${verb}`;
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
		const other = await started({}, { stored: first.stored }, demoIds.bobToken);
		await posted(matrix, text('for Bob'));
		await heard(other, 1);

		expect(texts(other)).toEqual(['for Bob']);
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

	it('shares one poll among the triggers of an account', async () => {
		const one = await started({}, { workflow: 'w1' });
		await until(() => polls() === 1, 'the poll');
		const other = await started({}, { workflow: 'w2' });
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
		await expect(started({}, {}, 'syt_nobody')).rejects.toThrow(
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

	it('is told of a parameter', async () => {
		await expect(started({ filters: { rooms: ['nonsense'] } })).rejects.toThrow(
			'"Filters > Room Names or IDs" is not an ID: "nonsense"',
		);
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
