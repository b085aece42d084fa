import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startChatwoot } from '../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { storedMark } from '../../nodes/shared/catching-up/mark';
import type { Listener, ListenOptions } from '../engine/trigger';
import { turns, until } from '../shared/moments';
import { minutesLater, openWay, round } from './catch-up';
import type { Way } from './catch-up';
import { byId, byUrl, demo } from './chatwoot';
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
const call = async (method: string, path: string, body?: object, token = 'ADMIN_TOKEN') => {
	const response = await fetch(`${chatwoot.url}/api/v1/accounts/1/${path}`, {
		method,
		headers: {
			'api-access-token': token,
			'content-type': 'application/json',
			accept: 'application/json',
		},
		body: body && JSON.stringify(body),
	});
	expect(response.status).toBe(200);
	return JSON.parse((await response.text()) || '{}') as IDataObject;
};
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
		// The mark, what is missing, the message, the mark again.
		expect(way.passed.others).toBe(4);
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
