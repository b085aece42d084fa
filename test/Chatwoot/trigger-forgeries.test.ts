import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { receive } from '../../nodes/Chatwoot/trigger/receiving/receive';
import { clock } from '../../nodes/shared/retry';
import type { Listener } from '../engine/trigger';
import { received } from '../engine/received';
import type { Received } from '../engine/received';
import {
	ALL_EVENTS,
	deliver,
	messageBody,
	openTrigger,
	recordedDeliveries,
	recordedIn,
	registered,
	seconds,
	sign,
} from './trigger';

const everything = {
	events: ALL_EVENTS,
	own: 'include',
	filters: { messageTypes: ['incoming', 'outgoing', 'template', 'note'], activity: true },
	'filters.messageTypes': ['incoming', 'outgoing', 'template', 'note'],
	'filters.activity': true,
};
const refused: Received = { status: 401, runs: 0, answered: true };
const hand = async (
	raw: Buffer,
	headers: IDataObject,
	staticData = registered(),
	more: IDataObject = {},
) =>
	await received(receive, { raw, headers }, { parameters: { ...everything, ...more }, staticData });

/** Whether a message was changed that is not the last one: nothing in the body tells when. */
const isTimeless = (raw: string): boolean => {
	const { event, id, conversation } = JSON.parse(raw) as {
		event: string;
		id: number;
		conversation?: { messages: Array<{ id: number }> };
	};
	return event === 'message_updated' && conversation?.messages[0]?.id !== id;
};

afterEach(() => {
	jest.restoreAllMocks();
});

describe('ten thousand forgeries', () => {
	const raw = Buffer.from(JSON.stringify(messageBody()));
	const time = seconds();
	const good: IDataObject = { ...sign(raw, time), 'x-chatwoot-delivery': 'x' };
	const signature = String(good['x-chatwoot-signature']);
	const hex = signature.slice('sha256='.length);

	it('would start a run if they were none, answered by the trigger itself: only then n8n stores its memory', async () => {
		const staticData = registered();
		expect(await hand(raw, good, staticData)).toEqual({ status: 200, runs: 1, answered: true });
		expect(
			Object.values(staticData.seen as object)
				.join(' ')
				.split(' '),
		).toHaveLength(1);
	});

	const at = fc.nat(raw.length - 1);
	const bytes = fc.record({ at, by: fc.integer({ min: 1, max: 255 }) }).map(({ at: index, by }) => {
		const body = Buffer.from(raw);
		body[index] ^= by;
		return { body, headers: good };
	});
	const cut = fc
		.oneof(
			at.map((length) => raw.subarray(0, length)),
			fc.uint8Array({ minLength: 1, maxLength: 20 }).map((more) => Buffer.concat([raw, more])),
			fc.json().map((text) => Buffer.from(text)),
		)
		.map((body) => ({ body, headers: good }));
	const header = (name: string, values: fc.Arbitrary<unknown>) =>
		values.map((value) => ({ body: raw, headers: { ...good, [name]: value } as IDataObject }));
	const signatures = header(
		'x-chatwoot-signature',
		fc.oneof(
			fc.nat(hex.length - 1).map((i) => {
				const other = hex[i] === 'a' ? 'b' : 'a';
				return `sha256=${hex.slice(0, i)}${other}${hex.slice(i + 1)}`;
			}),
			fc.nat(hex.length - 1).map((length) => `sha256=${hex.slice(0, length)}`),
			fc.string().filter((text) => text !== signature),
			fc.constantFrom(`sha1=${hex}`, hex, ` ${signature}`, `${signature} `, `${signature}00`),
			fc.constantFrom(
				undefined,
				null,
				5,
				true,
				[signature],
				{ a: 1 },
				`${signature}, ${signature}`,
			),
		),
	);
	const times = header(
		'x-chatwoot-timestamp',
		fc.oneof(
			fc
				.integer()
				.map(String)
				.filter((text) => text !== time),
			fc.string().filter((text) => text !== time),
			fc
				.integer({ min: -600, max: 600 })
				.filter((by) => by !== 0)
				.map((by) => String(Number(time) + by)),
			fc.constantFrom(
				`${time} `,
				`0${time}`,
				`+${time}`,
				`${time}.0`,
				`${time}\n`,
				`${time}, ${time}`,
			),
			fc.constantFrom(undefined, null, [time], Number(time)),
		),
	);
	const names = fc
		.tuple(
			fc.constantFrom('x-chatwoot-timestamp', 'x-chatwoot-signature'),
			fc.string(),
			fc.dictionary(fc.string(), fc.string()),
		)
		.filter(([name, other, more]) => other !== name && !(name in more))
		.map(([name, other, more]) => {
			const { [name]: value, ...rest } = good;
			return { body: raw, headers: { ...more, ...rest, [other]: value } };
		});

	it('are all refused, none crashes, none starts a run', async () => {
		let count = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.oneof(bytes, cut, signatures, times, names),
				async ({ body, headers }) => {
					expect(await hand(body, headers)).toEqual(refused);
					count++;
				},
			),
			{ numRuns: 10_000 },
		);
		expect(count).toBeGreaterThanOrEqual(10_000);
	});
});

describe('replays', () => {
	const START = 1_800_000_000;
	const deliveries = recordedIn('636')
		.concat(recordedIn('622'), recordedIn('641'), recordedIn('647'))
		.map(({ raw }, index) => {
			const headers = { ...sign(raw, String(START)), 'x-chatwoot-delivery': `d${index}` };
			return { raw: Buffer.from(raw), headers };
		});
	const step = fc.record({
		which: fc.nat(deliveries.length - 1),
		after: fc.oneof(fc.integer({ min: -400, max: 400 }), fc.constantFrom(-301, -300, 300, 301)),
		restart: fc.boolean(),
	});

	it('start a run once within five minutes, never outside of them, with n8n restarted in between', async () => {
		const now = jest.spyOn(clock, 'now');
		let round = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
				let staticData = registered();
				let workflow = `replays${round++}`;
				const taken = new Set<number>();
				for (const { which, after, restart } of steps) {
					now.mockReturnValue((START + after) * 1000);
					if (restart) {
						staticData = JSON.parse(JSON.stringify(staticData)) as IDataObject;
						workflow = `replays${round++}`;
					}
					const result = await received(receive, deliveries[which], {
						parameters: everything,
						staticData,
						workflow,
					});
					const isInTime = Math.abs(after) <= 300;

					expect(result.status).toBe(isInTime ? 200 : 401);
					expect(result.runs).toBe(isInTime && !taken.has(which) ? 1 : 0);
					if (isInTime) taken.add(which);
				}
			}),
			{ numRuns: 500 },
		);
	});

	it('with another time or id are no better', async () => {
		const { raw, headers } = deliveries[0];
		jest.spyOn(clock, 'now').mockReturnValue(START * 1000);
		const staticData = registered();
		const receiver = { parameters: everything, staticData, workflow: 'replays' };
		expect((await received(receive, { raw, headers }, receiver)).runs).toBe(1);

		const renamed = { ...headers, 'x-chatwoot-delivery': 'another' };
		expect(await received(receive, { raw, headers: renamed }, receiver)).toMatchObject({
			status: 200,
			runs: 0,
		});
		const renewed = { ...headers, 'x-chatwoot-timestamp': String(START + 1) };
		expect(await received(receive, { raw, headers: renewed }, receiver)).toEqual(refused);
	});
});

describe('replays of every kind of event', () => {
	const changed = (event: string, changes: IDataObject = {}) => ({
		...(recordedIn('641').find(({ json }) => json.event === 'contact_updated')!.json as object),
		event,
		...changes,
	});
	const conversation = (event: string, changes: IDataObject = {}) => ({
		...(recordedIn('622').find(({ json }) => json.event === 'conversation_updated')!
			.json as object),
		event,
		...changes,
	});
	const typing = (event: string) => ({
		event,
		user: { id: 2, type: 'user' },
		conversation: conversation(event),
	});
	const earlier = { messages: [{ id: 99, status: 'sent' }] };
	const kinds: Array<[string, object]> = [
		['a message', messageBody()],
		['a note', messageBody({ id: 2, private: true, message_type: 'outgoing' })],
		['a greeting', messageBody({ id: 3, message_type: 'template', sender: null })],
		['an update of the last message', messageBody({ event: 'message_updated' })],
		['an update of an earlier message', messageBody({ id: 4, event: 'message_updated' }, earlier)],
		['another press on Retry', messageBody({ id: 5, event: 'message_updated' }, { messages: [] })],
		['a new conversation', conversation('conversation_created')],
		['a changed conversation', conversation('conversation_updated')],
		['a changed status', conversation('conversation_status_changed')],
		['an opened conversation', conversation('conversation_opened')],
		['a resolved conversation', conversation('conversation_resolved')],
		['typing', typing('conversation_typing_on')],
		['no more typing', typing('conversation_typing_off')],
		['a new contact', changed('contact_created')],
		['a changed contact', changed('contact_updated')],
		['an active contact', changed('contact_updated', { changed_attributes: [] })],
		['an opened chat window', { event: 'webwidget_triggered', id: 3, contact: { id: 4 } }],
		['a new inbox', changed('inbox_created', { working_hours: [{ inbox_id: 3 }] })],
		['a changed inbox', changed('inbox_updated', { working_hours: [{ inbox_id: 3 }] })],
		['an inbox without anything', { event: 'inbox_updated' }],
	];
	const spelled: Array<[string, (headers: IDataObject) => IDataObject]> = [
		['as it was', (headers) => headers],
		['with another id', (headers) => ({ ...headers, 'x-chatwoot-delivery': 'other' })],
		['without an id', (headers) => ({ ...headers, 'x-chatwoot-delivery': undefined })],
		['in capitals', (headers) => withSignature(headers, (hex) => hex.toUpperCase())],
		['in mixed letters', (headers) => withSignature(headers, (hex) => hex.replace(/[a-f]/, upper))],
	];
	const upper = (letter: string) => letter.toUpperCase();
	const withSignature = (headers: IDataObject, change: (hex: string) => string) => {
		const [, hex] = String(headers['x-chatwoot-signature']).split('=');
		const other = { 'x-chatwoot-signature': `sha256=${change(hex)}`, 'x-chatwoot-delivery': 'x' };
		return { ...headers, ...other };
	};
	let round = 0;

	it.each(kinds)('starts no run again: %s', async (_, body) => {
		const raw = Buffer.from(JSON.stringify(body));
		const headers: IDataObject = { ...sign(raw), 'x-chatwoot-delivery': 'first' };
		const staticData = registered();
		const here = { parameters: everything, staticData, workflow: `kinds${round++}` };
		expect((await received(receive, { raw, headers }, here)).runs).toBe(1);

		for (const [, change] of spelled) {
			const replay = { raw, headers: change(headers) };
			expect((await received(receive, replay, here)).runs).toBe(0);
			const restarted = { ...here, workflow: `kinds${round++}` };
			const stored = JSON.parse(JSON.stringify(staticData)) as IDataObject;
			expect((await received(receive, replay, { ...restarted, staticData: stored })).runs).toBe(0);
		}
	});

	it('is still known after a thousand others and a restart, for five minutes', async () => {
		const staticData = registered();
		const here = { parameters: everything, staticData, workflow: `kinds${round++}` };
		const bodies = Array.from({ length: 1000 }, (_, id) =>
			Buffer.from(JSON.stringify(messageBody({ id, event: 'message_updated' }, earlier))),
		);
		const handed = bodies.map((raw) => ({ raw, headers: { ...sign(raw) } as IDataObject }));
		for (const each of handed) expect((await received(receive, each, here)).runs).toBe(1);

		const stored = JSON.parse(JSON.stringify(staticData)) as IDataObject;
		const restarted = { ...here, staticData: stored, workflow: `kinds${round++}` };
		for (const each of handed) expect((await received(receive, each, restarted)).runs).toBe(0);
	});
});

describe('a large forgery', () => {
	const wrong = 'a'.repeat(64);
	const headers = () => ({
		'x-chatwoot-timestamp': seconds(),
		'x-chatwoot-signature': `sha256=${wrong}`,
	});
	const textOf = (megabytes: number) =>
		Buffer.from(`{"event":"message_created","content":"${'x'.repeat(megabytes * 1024 * 1024)}"}`);

	it.each([
		[15, 413],
		[7, 401],
	])('of %i MB is answered with %i before it is parsed', async (size, status) => {
		const raw = textOf(size);
		const parse = jest.spyOn(JSON, 'parse');
		expect(await hand(raw, headers())).toEqual({ ...refused, status });
		expect(parse).not.toHaveBeenCalled();
	});
});

describe('all recorded deliveries, in any order and number', () => {
	/** Indistinguishable ones: byte for byte the same, sent to two addresses. */
	const bodies = [...new Set(recordedDeliveries.map(({ raw }) => raw))].filter(
		(raw) =>
			!/"event":"(automation_event|macro|conversation_typing|webwidget)/.test(raw) &&
			!isTimeless(raw),
	);

	it('start a run once each, at most', async () => {
		let round = 0;
		const alone = new Map<string, number>();
		for (const raw of bodies) {
			const headers = { ...sign(raw), 'x-chatwoot-delivery': raw };
			alone.set(raw, (await hand(Buffer.from(raw), headers)).runs);
		}
		const order = fc.shuffledSubarray(bodies, { minLength: 20, maxLength: 60 });
		await fc.assert(
			fc.asyncProperty(order, order, async (first, second) => {
				const receiver = {
					parameters: everything,
					staticData: registered(),
					workflow: `order${round++}`,
				};
				const started = new Map<string, number>();
				for (const [index, raw] of [...first, ...second].entries()) {
					const headers = {
						...sign(raw, String(Number(seconds()) + (index % 60))),
						'x-chatwoot-delivery': `${index}`,
					};
					const { status, runs } = await received(
						receive,
						{ raw: Buffer.from(raw), headers },
						receiver,
					);
					expect(status).toBe(200);
					started.set(raw, (started.get(raw) ?? 0) + runs);
				}
				for (const [raw, runs] of started) expect(runs).toBeLessThanOrEqual(alone.get(raw)!);
			}),
			{ numRuns: 50 },
		);
	});
});

describe('nonsense that is signed', () => {
	let listener: Listener;
	afterEach(async () => {
		await listener?.close();
	});

	it.each([
		...['', 'null', '[]', '{', '"x"', '5', '{}', '{"event":5}', '{"event":""}', '{"event":"new"}'],
		...['{"event":"message_created"}', '{"event":"message_created","conversation":5,"sender":[]}'],
		...['{"event":"conversation_updated","changed_attributes":[null,5,{"status":null}]}'],
		...[
			'{"event":"conversation_status_changed","meta":{"sender":7}}',
			'{"event":"contact_updated"}',
		],
		...['{"event":"message_created","attachments":{},"content_attributes":null}'],
		...['{"event":"conversation_opened","id":[{"toString":0}]}'],
		...['{"event":"conversation_opened","id":1,"account":{"id":[{"toString":0}]}}'],
		...[
			'{"event":"webwidget_triggered","contact":null}',
			'{"event":"message_updated","message_type":{}}',
		],
	])('is answered: %s', async (body) => {
		listener = await openTrigger(everything);
		const response = await deliver(listener, body);

		expect(response.status).toBe(200);
	});

	it('is answered whatever it holds', async () => {
		const body = fc.record(
			{
				event: fc.constantFrom(...ALL_EVENTS),
				id: fc.anything(),
				conversation: fc.oneof(
					fc.anything(),
					fc.record({ meta: fc.anything(), messages: fc.anything(), labels: fc.anything() }),
				),
				sender: fc.anything(),
				attachments: fc.anything(),
				content_attributes: fc.anything(),
				changed_attributes: fc.oneof(fc.anything(), fc.array(fc.anything())),
				created_at: fc.anything(),
				meta: fc.anything(),
			},
			{ requiredKeys: ['event'] },
		);
		await fc.assert(
			fc.asyncProperty(body, async (value) => {
				const raw = Buffer.from(
					JSON.stringify(value, (_, each: unknown) =>
						typeof each === 'bigint' ? String(each) : each,
					),
				);
				const plain = await hand(raw, sign(raw), registered());
				const strict = await hand(raw, sign(raw), registered(), {
					'filters.labels': ['vip'],
					'filters.changed': ['status'],
					'filters.changedTo': 'open',
					'filters.unassigned': true,
					'options.lateEvents': 'mark',
				});

				expect([plain.status, strict.status]).toEqual([200, 200]);
			}),
			{ numRuns: 2000 },
		);
	});
});
