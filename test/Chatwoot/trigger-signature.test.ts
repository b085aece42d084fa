import fc from 'fast-check';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { receive } from '../../nodes/Chatwoot/trigger/receive';
import { clock } from '../../nodes/shared/retry';
import type { Listener } from '../engine/trigger';
import {
	ALL_EVENTS,
	deliver,
	messageBody,
	openTrigger,
	post,
	recordedIn,
	registered,
	SECRET,
	seconds,
	sign,
	vectors,
} from './trigger';

let listener: Listener | undefined;
const open = async (...parameters: Parameters<typeof openTrigger>) => {
	listener = await openTrigger(...parameters);
	return listener;
};

afterEach(async () => {
	jest.restoreAllMocks();
	await listener?.close();
	listener = undefined;
});

const now = (timestamp: string | number) =>
	jest.spyOn(clock, 'now').mockReturnValue(Number(timestamp) * 1000);

const everything = {
	events: ALL_EVENTS,
	own: 'include',
	filters: {
		messageTypes: ['incoming', 'outgoing', 'template', 'note'],
		activity: true,
	},
};

describe('recorded signatures', () => {
	it.each(vectors.map((vector, index) => ({ index, ...vector })))(
		'$index ($note) is accepted and starts a run',
		async ({ secret, headers, body }) => {
			now(headers['x-chatwoot-timestamp']);
			const trigger = await open(everything, { staticData: registered({ secret }) });
			const response = await post(trigger, new Uint8Array(body), headers);

			expect(response.status).toBe(200);
			expect(trigger.runs).toMatchObject([{ event: JSON.parse(body.toString()).event }]);
		},
	);

	it('are no good with the secret of another webhook', async () => {
		const [{ headers, body }] = vectors;
		now(headers['x-chatwoot-timestamp']);
		const trigger = await open(everything);
		const response = await post(trigger, new Uint8Array(body), headers);

		expect(response.status).toBe(401);
		expect(trigger.runs).toEqual([]);
	});
});

describe('a signature', () => {
	const raw = JSON.stringify(messageBody());

	it.each<[string, () => Record<string, string>]>([
		['none', () => ({})],
		['one without a time', () => ({ 'x-chatwoot-signature': sign(raw)['x-chatwoot-signature'] })],
		['an empty one', () => ({ ...sign(raw), 'x-chatwoot-signature': '' })],
		['one of an empty secret', () => sign(raw, seconds(), '')],
		['one of another secret', () => sign(raw, seconds(), 'other')],
		['one of the body alone', () => ({ ...sign('', '', SECRET), ...sign(raw, '') })],
		['one without its prefix', () => {
			const { 'x-chatwoot-signature': signature, ...rest } = sign(raw);
			return { ...rest, 'x-chatwoot-signature': signature.replace('sha256=', '') };
		}],
		['one of another time', () => ({ ...sign(raw), 'x-chatwoot-timestamp': String(Number(seconds()) - 5) })],
		['one made too early', () => sign(raw, String(Number(seconds()) - 301))],
		['one made in the future', () => sign(raw, String(Number(seconds()) + 302))],
		['a time that is none', () => sign(raw, 'now')],
		['a time with a fraction', () => sign(raw, `${seconds()}.5`)],
	])('that is wrong is refused with 401 and starts nothing: %s', async (_, headers) => {
		const trigger = await open({ events: ['message_created'] });
		const response = await post(trigger, raw, headers());

		expect(response.status).toBe(401);
		expect(trigger.runs).toEqual([]);
	});

	it.each([-299, 299])('is good for five minutes (%i s)', async (distance) => {
		const trigger = await open({ events: ['message_created'] });
		const response = await post(trigger, raw, sign(raw, String(Number(seconds()) + distance)));

		expect(response.status).toBe(200);
		expect(trigger.runs).toHaveLength(1);
	});

	it.each<[string, IDataObject]>([
		['no registration', {}],
		['an empty secret', registered({ secret: '' })],
		['neither secret nor token', registered({ secret: undefined })],
		['an empty token', registered({ secret: undefined, token: '' })],
	])('never fits a trigger that has %s', async (_, staticData) => {
		const trigger = await open({ events: ['message_created'] }, { staticData });
		const statuses = [
			(await post(trigger, raw, sign(raw, seconds(), ''))).status,
			(await post(trigger, raw, sign(raw, seconds(), 'undefined'))).status,
			(await post(trigger, raw, {}, '?token=')).status,
			(await post(trigger, raw, {}, '?token=undefined')).status,
			(await post(trigger, raw)).status,
		];

		expect(statuses).toEqual([401, 401, 401, 401, 401]);
		expect(trigger.runs).toEqual([]);
	});

	it('is of no use a second time, whatever delivery it claims to be', async () => {
		const typing = recordedIn('647').find(({ json }) => json.event === 'conversation_typing_on')!;
		const trigger = await open(everything);
		const headers = sign(typing.raw);
		await post(trigger, typing.raw, { ...headers, 'x-chatwoot-delivery': 'first' });
		const again = await post(trigger, typing.raw, { ...headers, 'x-chatwoot-delivery': 'second' });

		expect(again.status).toBe(200);
		expect(trigger.runs).toHaveLength(1);
	});

	it('is refused when it is replayed after its time', async () => {
		const trigger = await open(everything);
		const headers = sign(raw);
		await post(trigger, raw, headers);
		now(Number(seconds()) + 301);
		const late = await post(trigger, raw, headers);

		expect(late.status).toBe(401);
		expect(trigger.runs).toHaveLength(1);
	});
});

describe('a server that signs nothing', () => {
	const raw = JSON.stringify(messageBody());
	const token = 'f'.repeat(48);
	const staticData = () => registered({ secret: undefined, token });

	it('proves itself by the token in the address', async () => {
		const trigger = await open({ events: ['message_created'] }, { staticData: staticData() });
		const response = await post(trigger, raw, {}, `?token=${token}`);

		expect(response.status).toBe(200);
		expect(trigger.runs).toHaveLength(1);
	});

	it.each(['', '?token=', `?token=${'e'.repeat(48)}`, `?token=${token}0`, `?token=${token}&token=x`])(
		'is refused with the query %j',
		async (query) => {
			const trigger = await open({ events: ['message_created'] }, { staticData: staticData() });
			const response = await post(trigger, raw, {}, query);

			expect(response.status).toBe(401);
			expect(trigger.runs).toEqual([]);
		},
	);
});

describe('unsigned deliveries', () => {
	const [macro] = recordedIn('686');
	const [rule] = recordedIn('687');

	it('are refused unless told otherwise', async () => {
		const trigger = await open(everything);

		expect((await post(trigger, macro.raw)).status).toBe(401);
		expect((await post(trigger, rule.raw)).status).toBe(401);
		expect(trigger.runs).toEqual([]);
	});

	it('are taken from automation rules and macros where somebody said so', async () => {
		const trigger = await open({ ...everything, options: { acceptUnsigned: true } });
		await post(trigger, macro.raw);
		await post(trigger, rule.raw);

		expect(trigger.runs).toMatchObject([
			{ event: 'macro.executed', conversation: { id: 1, status: 'open' } },
			{ event: 'automation_event.message_created' },
		]);
	});

	it('are refused all the same when they claim to be a message or carry a wrong signature', async () => {
		const trigger = await open({ ...everything, options: { acceptUnsigned: true } });
		const wrong = sign(macro.raw, seconds(), 'other');

		expect((await post(trigger, JSON.stringify(messageBody()))).status).toBe(401);
		expect((await post(trigger, macro.raw, wrong)).status).toBe(401);
		expect(trigger.runs).toEqual([]);
	});
});

let count = 0;

/** The trigger without any server, for great numbers: the status, and how many runs it starts. */
const receiveDirectly = async (
	raw: Buffer,
	headers: IDataObject,
	staticData: IDataObject,
	more: IDataObject = {},
): Promise<{ status: number; runs: number; answered: boolean }> => {
	let status = 200;
	let answered = false;
	const parameters: IDataObject = { events: ALL_EVENTS, own: 'include', ...more };
	const context = {
		getRequestObject: () => ({ rawBody: raw, headers }),
		getQueryData: () => ({}),
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		getMode: () => 'webhook',
		getWorkflow: () => ({ id: `direct${count++}` }),
		getNode: () => ({ id: 'node' }),
		getWorkflowStaticData: () => staticData,
		getResponseObject: () => ({
			status: (code: number) => {
				status = code;
				return { json: () => (answered = true) };
			},
		}),
	} as unknown as IWebhookFunctions;
	const { workflowData, noWebhookResponse } = await receive.call(context);
	expect(answered).toBe(noWebhookResponse === true);
	return { status, runs: workflowData?.[0].length ?? 0, answered };
};

describe('ten thousand forgeries', () => {
	const raw = Buffer.from(JSON.stringify(messageBody()));
	const time = seconds();
	const good = { ...sign(raw, time), 'x-chatwoot-delivery': 'x' };
	const signature = good['x-chatwoot-signature'];

	it('would start a run if they were none, answered by the trigger itself: only then n8n stores its memory', async () => {
		const staticData = registered();
		expect(await receiveDirectly(raw, good, staticData)).toEqual({ status: 200, runs: 1, answered: true });
		expect(staticData.seen).toHaveLength(3);
	});

	const at = fc.nat(raw.length - 1);
	const bytes = fc.record({ at, by: fc.integer({ min: 1, max: 255 }) }).map(({ at, by }) => {
		const body = Buffer.from(raw);
		body[at] ^= by;
		return { body, headers: good as IDataObject };
	});
	const cut = fc.oneof(
		at.map((length) => raw.subarray(0, length)),
		fc.uint8Array({ minLength: 1, maxLength: 20 }).map((more) => Buffer.concat([raw, more])),
		fc.json().map((text) => Buffer.from(text)),
	).map((body) => ({ body, headers: good as IDataObject }));
	const hex = signature.slice(7);
	const signatures = fc.oneof(
		fc.nat(hex.length - 1).map((i) => {
			const other = hex[i] === 'a' ? 'b' : 'a';
			return `sha256=${hex.slice(0, i)}${other}${hex.slice(i + 1)}`;
		}),
		fc.nat(hex.length - 1).map((length) => `sha256=${hex.slice(0, length)}`),
		fc.string().filter((text) => text !== signature),
		fc.constantFrom(`sha1=${hex}`, hex, ` ${signature}`, `${signature} `, `sha256=${hex}00`),
		fc.constantFrom(undefined, null, 5, true, [signature], { a: 1 }),
	).map((value) => ({ body: raw, headers: { ...good, 'x-chatwoot-signature': value } as IDataObject }));
	const times = fc.oneof(
		fc.integer().map(String).filter((text) => text !== time),
		fc.string().filter((text) => text !== time),
		fc.integer({ min: -600, max: 600 }).filter((by) => by !== 0).map((by) => String(Number(time) + by)),
		fc.constantFrom(`${time} `, `0${time}`, `+${time}`, `${time}.0`, `${time}\n`, undefined, [time], Number(time)),
	).map((value) => ({ body: raw, headers: { ...good, 'x-chatwoot-timestamp': value } as IDataObject }));
	const dropped = fc.subarray(['x-chatwoot-timestamp', 'x-chatwoot-signature'], { minLength: 1 }).map((gone) => ({
		body: raw,
		headers: Object.fromEntries(Object.entries(good).filter(([name]) => !gone.includes(name))),
	}));

	it('are all refused, none crashes, none starts a run', async () => {
		let refused = 0;
		await fc.assert(
			fc.asyncProperty(fc.oneof(bytes, cut, signatures, times, dropped), async ({ body, headers }) => {
				expect(await receiveDirectly(body, headers, registered())).toEqual({
					status: 401,
					runs: 0,
					answered: true,
				});
				refused++;
			}),
			{ numRuns: 10_000 },
		);
		expect(refused).toBeGreaterThanOrEqual(10_000);
	});
});

describe('nonsense that is signed', () => {
	it.each([
		...['', 'null', '[]', '{', '"x"', '5', '{}', '{"event":5}', '{"event":""}', '{"event":"new"}'],
		...['{"event":"message_created"}', '{"event":"message_created","conversation":5,"sender":[]}'],
		...['{"event":"conversation_updated","changed_attributes":[null,5,{"status":null}]}'],
		...['{"event":"conversation_status_changed","meta":{"sender":7}}', '{"event":"contact_updated"}'],
		...['{"event":"message_created","attachments":{},"content_attributes":null}'],
		...['{"event":"webwidget_triggered","contact":null}', '{"event":"message_updated","message_type":{}}'],
	])('is answered: %s', async (body) => {
		const trigger = await open(everything);
		const response = await deliver(trigger, body);

		expect(response.status).toBe(200);
	});

	it('is answered whatever it holds', async () => {
		const body = fc.record(
			{
				event: fc.constantFrom(...ALL_EVENTS),
				id: fc.anything(),
				conversation: fc.oneof(fc.anything(), fc.record({ meta: fc.anything(), messages: fc.anything(), labels: fc.anything() })),
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
				const raw = Buffer.from(JSON.stringify(value, (_, each: unknown) => typeof each === 'bigint' ? String(each) : each));
				const plain = await receiveDirectly(raw, sign(raw), registered());
				const strict = await receiveDirectly(raw, sign(raw), registered(), {
					'filters.labels': ['vip'],
					'filters.changed': ['status'],
					'filters.changedTo': 'open',
					'filters.unassigned': true,
					'options.order': 'mark',
				});

				expect([plain.status, strict.status]).toEqual([200, 200]);
			}),
			{ numRuns: 2000 },
		);
	});
});
