import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startChatwoot } from '../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { storedMark } from '../../nodes/shared/catching-up/mark';
import type { Listener, ListenOptions } from '../engine/trigger';
import { searchList } from '../engine';
import { poll } from '../engine/poll';
import { turns, until } from '../shared/moments';
import { catchUpRun, minutesLater, openWay, round } from './catch-up';
import type { Way } from './catch-up';
import { byId, byUrl, demo, doInAccount } from './chatwoot';
import { openTrigger } from './trigger';

let chatwoot: ChatwootSandbox;
let way: Way;
const open: Listener[] = [];

const BOTH = { events: ['message_created', 'conversation_created'], own: 'include' };
const ALL_MESSAGES = { messageTypes: ['incoming', 'outgoing', 'template', 'note'] };

/** A published trigger that Chatwoot reaches by the way. */
const publish = async (parameters: INodeParameters = {}, options: ListenOptions = {}) => {
	const trigger = await openTrigger(
		{ ...BOTH, ...parameters },
		{ staticData: {}, base: way.url, ...options },
		chatwoot.url,
	);
	open.push(trigger);
	way.to = trigger.url;
	await trigger.activate();
	return trigger;
};
const call = async (method: string, path: string, body?: object, token?: string) =>
	await doInAccount(chatwoot, method, path, body, token);
const write = async (conversation: number, content: string, more: object = {}, token?: string) =>
	await call(
		'POST',
		`conversations/${conversation}/messages`,
		{ content, message_type: 'incoming', ...more },
		token,
	);
const converse = async (more: object = {}) => {
	const body = { inbox_id: demo.api, contact_id: demo.carla, ...more };
	return Number((await call('POST', 'conversations', body)).id);
};
/** Everything is delivered or lost, and the runs have started. */
const settled = async () => {
	await chatwoot.delivered();
	await turns(1);
};
const textsOf = ({ runs }: Listener) =>
	runs.map(({ message }) => (message as IDataObject | undefined)?.content);
/** The first round, with which the mark begins: later than the second of the demo world. */
const begin = async (parameters: INodeParameters = {}) => {
	const second = () => Math.floor(Date.now() / 1000);
	const now = second();
	await until(() => second() > now);
	expect(await round(chatwoot, parameters)).toBeUndefined();
};
/** The next round, of which what has happened so far counts as missed. */
const nextRound = async (parameters: INodeParameters = {}) => {
	minutesLater(2);
	const found = await round(chatwoot, parameters);
	jest.restoreAllMocks();
	return found;
};

beforeEach(async () => {
	chatwoot = await startChatwoot({ deliveries: { timeout: 60_000, retryDelay: 30 } });
	way = await openWay();
});
afterEach(async () => {
	jest.restoreAllMocks();
	expect(chatwoot.mistakes).toEqual([]);
	await Promise.all(open.splice(0).map(async (trigger) => await trigger.close()));
	await way.close();
	await chatwoot.close();
});

describe('what was missed', () => {
	it('starts the workflow at the next round, in order, and never again', async () => {
		const trigger = await publish();
		await begin();
		way.loses = () => true;
		const talk = await converse();
		for (const text of ['One', 'Two', 'Three']) await write(talk, text);
		await settled();
		expect(trigger.runs).toEqual([]);
		way.loses = () => false;

		expect(await nextRound()).toEqual({
			missed: 4,
			oldest: expect.stringMatching(/^2/),
			more_to_come: false,
		});
		expect(trigger.runs.map(({ event }) => event)).toEqual([
			'conversation_created',
			...Array.from({ length: 3 }, () => 'message_created'),
		]);
		expect(textsOf(trigger).slice(1)).toEqual(['One', 'Two', 'Three']);
		expect(await nextRound()).toBeUndefined();
		expect(trigger.runs).toHaveLength(4);
	});

	it('is left to its delivery while that may only be late, and found at a later round', async () => {
		const trigger = await publish();
		await begin();
		way.loses = () => true;
		await write(demo.conversation, 'Hello?');
		await settled();

		expect(await round(chatwoot)).toBeUndefined();
		expect(trigger.runs).toEqual([]);
		expect(await nextRound({ options: { missedAfter: 3600 } })).toBeUndefined();
		expect(await nextRound()).toMatchObject({ missed: 1 });
		expect(textsOf(trigger)).toEqual(['Hello?']);
	});

	it('does not start it twice when it was delivered, or comes late after all', async () => {
		const trigger = await publish();
		await begin();
		await write(demo.conversation, 'Delivered');
		await settled();
		expect(await nextRound()).toBeUndefined();
		way.loses = () => true;
		await write(demo.conversation, 'Late');
		await settled();
		await nextRound();
		way.loses = () => false;
		// A second webhook of the same address stands for the delivery that comes after all.
		const { id } = chatwoot.state.webhooks.all()[0];
		await call('PATCH', `webhooks/${id}`, {
			webhook: { subscriptions: ['message_created', 'conversation_updated'] },
		});
		await settled();

		expect(textsOf(trigger)).toEqual(['Delivered', 'Late']);
	});

	it('does not start it twice where n8n has stored less than its processes have taken', async () => {
		const staticData: IDataObject = {};
		const one = await publish({}, { staticData, workflow: 'process-one' });
		const other = await openTrigger(
			BOTH,
			{ staticData, base: way.url, workflow: 'process-other' },
			chatwoot.url,
		);
		open.push(other);
		await begin();
		way.hears = () => (way.to = way.to === one.url ? other.url : one.url);
		for (const text of ['One', 'Two', 'Three']) await write(demo.conversation, text);
		await settled();
		expect(one.runs.length).toBeGreaterThan(0);
		expect(other.runs.length).toBeGreaterThan(0);
		delete staticData.seen;

		expect(await nextRound()).toBeUndefined();
		expect([...textsOf(one), ...textsOf(other)].sort()).toEqual(['One', 'Three', 'Two']);
	});

	it('passes the filters of the trigger: what it does not want costs no run and no call', async () => {
		const trigger = await publish({
			preset: 'newCustomerMessage',
			filters: { statuses: ['open'], inboxes: [demo.api] },
		});
		await begin();
		way.loses = () => true;
		await write(demo.conversation, 'Wanted');
		await write(demo.conversation, 'An answer', { message_type: 'outgoing' });
		await write(demo.conversation, 'A note', { message_type: 'outgoing', private: true });
		const resolved = await converse({ status: 'resolved' });
		await write(resolved, 'x', { message_type: 'outgoing' });
		await settled();
		way.passed.others = 0;

		expect(await nextRound()).toMatchObject({ missed: 1 });
		expect(textsOf(trigger)).toEqual(['Wanted']);
		// The mark, eight times what is missing, the message, the mark again.
		expect(way.passed.others).toBe(11);
	});

	it('leaves out what was deleted since, and what the server notes', async () => {
		const trigger = await publish({ filters: ALL_MESSAGES });
		await begin();
		way.loses = () => true;
		const { id } = await write(demo.conversation, 'Taken back');
		await call('DELETE', `conversations/${demo.conversation}/messages/${String(id)}`);
		await call('POST', `conversations/${demo.conversation}/toggle_status`, { status: 'resolved' });
		await settled();

		expect(await nextRound()).toBeUndefined();
		expect(trigger.runs).toEqual([]);
	});

	it('is handed over in portions, and no more at once than the user wants', async () => {
		const trigger = await publish();
		await begin();
		way.loses = () => true;
		const talks = [await converse(), await converse()];
		for (let count = 0; count < 3; count++) {
			for (const talk of talks) await write(talk, `${talk} ${count}`);
		}
		await settled();
		const limited = { options: { atMost: 3 } };

		expect(await nextRound(limited)).toMatchObject({ missed: 3, more_to_come: true });
		expect(trigger.runs).toHaveLength(3);
		expect(await nextRound(limited)).toMatchObject({ missed: 3, more_to_come: true });
		expect(await nextRound(limited)).toMatchObject({ missed: 2, more_to_come: false });
		expect(await nextRound(limited)).toBeUndefined();
		for (const talk of talks) {
			const texts = textsOf(trigger).filter((text) => String(text).startsWith(`${talk} `));
			expect(texts).toEqual([0, 1, 2].map((count) => `${talk} ${count}`));
		}
	});
});

describe('the run of what was missed', () => {
	/** A trigger that hears everything, and one that hears nothing until it is caught up. */
	const both = async (parameters: INodeParameters) => {
		const all = { ...BOTH, filters: ALL_MESSAGES, ...parameters };
		const deaf = await publish(all);
		await begin();
		const hearing = await openTrigger(all, { staticData: {} }, chatwoot.url);
		open.push(hearing);
		await hearing.activate();
		way.loses = () => true;
		return { deaf, hearing };
	};
	const here = () => byUrl(`${way.url}/webhook/webhook-id/chatwoot`);
	/** Times that the API gives in whole seconds. */
	const rounded = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(rounded);
		if (typeof value === 'object' && value !== null) {
			return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, rounded(each)]));
		}
		const isTime = typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value);
		return isTime ? `${value.slice(0, 19)}.000Z` : value;
	};

	it.each<[string, () => Promise<unknown>]>([
		['a customer', async () => await write(demo.conversation, 'Hello <b>&</b> 👋🏽')],
		[
			'an agent',
			async () => await write(demo.conversation, 'Hi', { message_type: 'outgoing' }, 'AGENT_TOKEN'),
		],
		[
			'an agent who leaves a note',
			async () =>
				await write(
					demo.conversation,
					'x',
					{ message_type: 'outgoing', private: true },
					'AGENT_TOKEN',
				),
		],
		[
			'a form',
			async () =>
				await write(demo.conversation, 'Which?', {
					message_type: 'outgoing',
					content_type: 'input_select',
					content_attributes: { items: [{ title: 'A', value: 'a' }] },
					source_id: 'mine',
				}),
		],
		['a new conversation', async () => await write(await converse(), 'New')],
		[
			'a conversation with all that it can have',
			async () => {
				const talk = await converse({
					custom_attributes: { order: 7 },
					additional_attributes: { referer: 'https://acme.test/' },
				});
				await call('POST', `conversations/${talk}/assignments`, { assignee_id: demo.agent });
				await call('POST', `conversations/${talk}/assignments`, { team_id: demo.team });
				await call('POST', `conversations/${talk}/labels`, { labels: ['urgent'] });
				await call('POST', `conversations/${talk}/toggle_priority`, { priority: 'high' });
				await settled();
				await write(talk, 'Full');
			},
		],
	])('is that of the delivery: %s', async (_, act) => {
		const { deaf, hearing } = await both({});
		await act();
		await settled();
		await nextRound({ trigger: here() });

		const byEvent = (one: IDataObject, other: IDataObject) =>
			String(one.event).localeCompare(String(other.event));
		// A delivery of a new conversation shows it as it was then, a later one as it is now.
		const of = ({ runs }: Listener) =>
			[...runs].sort(byEvent).filter(({ event }) => event === 'message_created');
		expect(of(hearing).length).toBeGreaterThan(0);
		expect(rounded(of(deaf))).toEqual(rounded(of(hearing)));
	});

	it('is that of the delivery: a conversation in which nobody has written', async () => {
		const { deaf, hearing } = await both({});
		await converse();
		await settled();
		await nextRound({ trigger: here() });

		expect(hearing.runs).toMatchObject([{ event: 'conversation_created' }]);
		// The API names the session of a conversation only beside a message.
		const withoutSession = hearing.runs.map((run) => ({
			...run,
			conversation: { ...(run.conversation as IDataObject), source_id: undefined },
		}));
		expect(rounded(deaf.runs)).toEqual(rounded(withoutSession));
	});

	it('has the files, and the burst', async () => {
		const deaf = await publish({
			preset: 'newCustomerMessage',
			answerBursts: true,
			silence: 1,
			options: { download: true },
		});
		await begin();
		way.loses = () => true;
		await write(demo.conversation, 'First');
		const form = new FormData();
		form.append('content', 'See the file');
		form.append('message_type', 'incoming');
		form.append('attachments[]', new Blob(['a;b\n1;2'], { type: 'text/csv' }), 'table.csv');
		await fetch(`${chatwoot.url}/api/v1/accounts/1/conversations/${demo.conversation}/messages`, {
			method: 'POST',
			headers: { 'api-access-token': 'ADMIN_TOKEN', accept: 'application/json' },
			body: form,
		});
		await settled();
		// The clock stays: the trigger waits for the end of the burst by it.
		minutesLater(2);
		await round(chatwoot);
		await until(() => deaf.items.length > 0);

		expect(deaf.items).toMatchObject([
			{ json: { burst: [{ content: 'First' }, { content: 'See the file' }] } },
		]);
		expect(deaf.items[0].binary?.attachment_0).toMatchObject({ fileName: 'table.csv' });
	});
});

describe('an agent bot, and the callback of an API inbox', () => {
	it.each(['bot', 'callback'])('get what they missed: %s', async (source) => {
		const events = source === 'bot' ? ['message_created'] : BOTH.events;
		const trigger = await publish({ source, inbox: byId(demo.api), events });
		await begin();
		way.loses = () => true;
		const other = await converse({ inbox_id: demo.website });
		await write(other, 'Elsewhere', { message_type: 'outgoing' });
		await write(demo.conversation, 'Here');
		await settled();

		expect(await nextRound()).toMatchObject({ missed: 1 });
		expect(textsOf(trigger)).toEqual(['Here']);
	});
});

describe('a Chatwoot that does not sign', () => {
	it('is caught up by the token in the address', async () => {
		await chatwoot.close();
		chatwoot = await startChatwoot({ version: '4.3.0', deliveries: { timeout: 60_000 } });
		const trigger = await publish();
		await begin();
		expect(chatwoot.state.webhooks.all()[0].url).toContain('?token=');
		way.to = undefined;
		await write(demo.conversation, 'Hello?');
		await settled();
		way.to = trigger.url;

		expect(await nextRound()).toMatchObject({ missed: 1 });
		expect(textsOf(trigger)).toEqual(['Hello?']);
	});
});

describe('the mark', () => {
	it('begins with the first round: what happened before is not looked for', async () => {
		const trigger = await publish();
		expect(storedMark(trigger.staticData)).toBeUndefined();
		way.loses = () => true;
		await write(demo.conversation, 'Before');
		await settled();
		way.loses = () => false;
		await begin();

		expect(storedMark(trigger.staticData)).toBeDefined();
		expect(await nextRound()).toBeUndefined();
		expect(trigger.runs).toEqual([]);
	});

	it('stays over a new version of the workflow, but not over a night in which it was off', async () => {
		const trigger = await publish();
		await begin();
		const { since } = storedMark(trigger.staticData)!;
		await trigger.lifecycle('delete');
		await write(demo.conversation, 'In between');
		await trigger.activate();
		expect(storedMark(trigger.staticData)).toEqual({ since });
		expect(await nextRound()).toMatchObject({ missed: 1 });

		await trigger.lifecycle('delete');
		await write(demo.conversation, 'At night');
		minutesLater(600);
		await trigger.activate();
		expect(await round(chatwoot)).toBeUndefined();
		expect(textsOf(trigger)).toEqual(['In between']);
	});
});

describe('two thousand messages', () => {
	const TALKS = 20;
	/** Numbers between 0 and 1 that are the same in every run (mulberry32). */
	const dice = (seed: number) => () => {
		seed = (seed + 0x6d2b79f5) | 0;
		let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};

	it('start a run each when a third of the deliveries is lost and n8n is down for a while', async () => {
		const first = await publish({ events: ['message_created'] });
		await begin();
		const talks: number[] = [];
		while (talks.length < TALKS) talks.push(await converse());
		const all = async (count: number) => {
			await Promise.all(
				talks.map(async (talk) => {
					for (let index = 0; index < count; index++) await write(talk, 'x');
				}),
			);
			await settled();
		};
		const roll = dice(7);
		way.loses = () => roll() < 0.3;
		await all(30);
		const lost = TALKS * 30 - first.runs.length;
		expect(lost).toBeGreaterThan(TALKS * 30 * 0.2);
		expect(await nextRound()).toEqual({
			missed: lost,
			oldest: expect.any(String),
			more_to_come: false,
		});

		await all(20);
		const { port } = new URL(first.url);
		const stored = structuredClone(first.staticData);
		await first.close();
		way.to = undefined;
		await all(50);
		way.loses = () => false;
		const second = await publish(
			{ events: ['message_created'] },
			{ staticData: stored, port: Number(port) },
		);
		const missed: unknown[] = [];
		for (let found = await nextRound(); found; found = await nextRound()) missed.push(found.missed);
		expect(missed.slice(0, 2)).toEqual([500, 500]);

		const runs = [...first.runs, ...second.runs].map(({ message, conversation }) => ({
			id: Number((message as IDataObject).id),
			talk: Number((conversation as IDataObject).id),
		}));
		const written = chatwoot.state.messages
			.where(({ message_type, content }) => message_type === 0 && content === 'x')
			.map(({ id }) => id);
		expect(written).toHaveLength(2000);
		expect(runs.map(({ id }) => id).sort((one, other) => one - other)).toEqual(written);
		// What was handed over after the outage is in order within each conversation.
		for (const talk of talks) {
			const ids = second.runs
				.filter(({ conversation }) => (conversation as IDataObject).id === talk)
				.map(({ message }) => Number((message as IDataObject).id));
			expect(ids).toEqual([...ids].sort((one, other) => one - other));
		}
	});
});

describe('a question that is forged or repeated', () => {
	/** What reaches the trigger in a round that hands one message over. */
	const heard = async () => {
		const seen: Array<{ body: Buffer; headers: Record<string, string> }> = [];
		way.hears = (body, headers) => seen.push({ body, headers });
		way.loses = () => true;
		await write(demo.conversation, 'Hello?');
		await settled();
		await nextRound();
		way.hears = () => {};
		return seen;
	};
	const send = async ({ body, headers }: { body: Buffer; headers: Record<string, string> }) =>
		await fetch(`${way.url}/webhook/webhook-id/chatwoot`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: Uint8Array.from(body),
		});

	it('does nothing: no run, no answer to a stranger, and the mark stays', async () => {
		const trigger = await publish({ events: ['message_created'] });
		await begin();
		const seen = await heard();
		expect(seen.map(({ body }) => Object.keys(JSON.parse(body.toString()) as object)[0])).toEqual([
			...Array.from({ length: 9 }, () => 'catch_up'),
			'id',
			'catch_up',
		]);
		const mark = storedMark(trigger.staticData);
		for (const { body, headers } of seen) {
			const changed = Buffer.from(body.toString().replace('"catch_up":"', '"catch_up": "'));
			const forged = [
				{ body: changed, headers },
				{ body, headers: {} },
				{ body, headers: { ...headers, 'x-chatwoot-timestamp': '1' } },
			];
			for (const each of body.includes('catch_up') ? forged : forged.slice(1)) {
				const answer = await send(each);
				expect([answer.status, Object.keys((await answer.json()) as object)]).toEqual([
					401,
					['message'],
				]);
			}
		}
		await nextRound();
		const later = storedMark(trigger.staticData);
		minutesLater(2);
		for (const each of seen) expect((await send(each)).status).toBe(200);
		jest.restoreAllMocks();

		expect(later!.since).toBeGreaterThanOrEqual(mark!.since);
		expect(storedMark(trigger.staticData)).toEqual(later);
		expect(textsOf(trigger)).toEqual(['Hello?']);
		minutesLater(20);
		for (const each of seen) expect((await send(each)).status).toBe(401);
	});
});

describe('a round that cannot be', () => {
	const failure = async (parameters: INodeParameters = {}) =>
		await round(chatwoot, parameters, 'manual').then(
			(found) => `found ${JSON.stringify(found)}`,
			(error: Error) => error.message,
		);

	it.each<[string, () => Promise<INodeParameters | void>, string]>([
		['there is no trigger', async () => {}, 'is empty, and Chatwoot sends to no trigger of n8n'],
		[
			'there are several',
			async () => {
				await publish();
				await publish({}, { base: undefined });
			},
			'is empty, and Chatwoot sends to several triggers. Choose one of them: http',
		],
		[
			'the address is none',
			async () => ({ trigger: byUrl('my trigger') }),
			'"Trigger" is not a web address: "my trigger"',
		],
		[
			'Chatwoot sends elsewhere',
			async () => ({ trigger: byUrl('https://n8n.test/webhook/1/chatwoot?token=secret') }),
			'is an address to which Chatwoot does not send: https://n8n.test/webhook/1/chatwoot. Publish',
		],
		[
			'n8n does not answer',
			async () => {
				await publish();
				await way.close();
			},
			'The trigger does not answer at http://127.0.0.1',
		],
		[
			'a proxy answers',
			async () => {
				await publish();
				way.to = undefined;
			},
			'answered with 502. Nothing is lost',
		],
		[
			'something else listens',
			async () => {
				await publish();
				way.to = chatwoot.url;
			},
			'No published workflow listens at',
		],
		[
			'the trigger waits for what leaves no trace',
			async () => void (await publish({ preset: 'conversationResolved' })),
			'The trigger waits for what leaves no trace in Chatwoot: conversation_updated. Only these can be found afterwards: message_created, conversation_created.',
		],
		[
			'a number is none',
			async () => ({ options: { missedAfter: -1 } }),
			'"Options > Missed After" should be a whole number from 1 on, but is "-1"',
		],
	])('says why: %s', async (_, prepare, expected) => {
		const parameters = (await prepare()) ?? {};
		const said = await failure(parameters);

		expect(said).toContain(expected);
		expect(said).not.toContain('secret');
		if (!way.isOpen) way = await openWay();
	});

	it('puts a person off who has no administrator’s token', async () => {
		await publish();
		const run = catchUpRun(chatwoot, {}, 'AGENT_TOKEN');
		await expect(poll(run, 'manual')).rejects.toThrow(/administrator/i);
	});

	it('leaves what the trigger did not take to the next one', async () => {
		const trigger = await publish({ events: ['message_created'] });
		await begin();
		way.loses = () => true;
		for (const text of ['One', 'Two', 'Three']) await write(demo.conversation, text);
		await settled();
		let handed = 0;
		way.refuses = (body) => !body.includes('"catch_up"') && ++handed === 2;
		await expect(nextRound()).rejects.toThrow(/answered with 502/);
		jest.restoreAllMocks();
		expect(textsOf(trigger)).toEqual(['One']);
		way.refuses = () => false;

		expect(await nextRound()).toMatchObject({ missed: 2 });
		expect(textsOf(trigger)).toEqual(['One', 'Two', 'Three']);
	});
});

describe('the picker of triggers', () => {
	it('shows those that Chatwoot sends to, with what proves their deliveries', async () => {
		await publish();
		await call('POST', 'webhooks', {
			webhook: { url: 'https://crm.test/hook', subscriptions: ['message_created'] },
		});
		const address = `${way.url}/webhook/webhook-id/chatwoot`;

		expect(await searchList(catchUpRun(chatwoot), 'searchTriggers')).toEqual({
			results: [{ name: `n8n: Test (${address}, signed)`, value: address }],
		});
	});

	it('says what to do when there are none', async () => {
		await expect(searchList(catchUpRun(chatwoot), 'searchTriggers')).rejects.toMatchObject({
			message: 'Chatwoot sends to no trigger of n8n',
			description: 'Publish a workflow with a Chatwoot Trigger first.',
		});
	});
});
