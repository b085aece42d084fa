import type { IDataObject } from 'n8n-workflow';
import { clock } from '../../nodes/shared/retry';
import type { Listener } from '../engine/trigger';
import {
	ALL_EVENTS,
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

	beforeEach(() => now(seconds()));

	it.each<[string, () => Record<string, string>]>([
		['none', () => ({})],
		['one without a time', () => ({ 'x-chatwoot-signature': sign(raw)['x-chatwoot-signature'] })],
		['an empty one', () => ({ ...sign(raw), 'x-chatwoot-signature': '' })],
		['one of an empty secret', () => sign(raw, seconds(), '')],
		['one of another secret', () => sign(raw, seconds(), 'other')],
		['one of the body alone', () => ({ ...sign('', '', SECRET), ...sign(raw, '') })],
		[
			'one without its prefix',
			() => {
				const { 'x-chatwoot-signature': signature, ...rest } = sign(raw);
				return { ...rest, 'x-chatwoot-signature': signature.replace('sha256=', '') };
			},
		],
		[
			'one of another time',
			() => ({ ...sign(raw), 'x-chatwoot-timestamp': String(Number(seconds()) - 5) }),
		],
		['one made too early', () => sign(raw, String(Number(seconds()) - 301))],
		['one made in the future', () => sign(raw, String(Number(seconds()) + 301))],
		['a time that is none', () => sign(raw, 'now')],
		['a time with a fraction', () => sign(raw, `${seconds()}.5`)],
	])('that is wrong is refused with 401 and starts nothing: %s', async (_, headers) => {
		const trigger = await open({ events: ['message_created'] });
		const response = await post(trigger, raw, headers());

		expect(response.status).toBe(401);
		expect(trigger.runs).toEqual([]);
	});

	it.each([-300, 300])('is good for five minutes (%i s)', async (distance) => {
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

	it('that comes before the trigger is registered leaves its memory alone', async () => {
		const staticData = {};
		const trigger = await open({ events: ['message_created'] }, { staticData });

		expect((await post(trigger, raw, sign(raw))).status).toBe(401);
		expect(trigger.staticData).toEqual({});
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

	it.each([
		'',
		'?token=',
		`?token=${'e'.repeat(48)}`,
		`?token=${token}0`,
		`?token=${token}&token=x`,
	])('is refused with the query %j', async (query) => {
		const trigger = await open({ events: ['message_created'] }, { staticData: staticData() });
		const response = await post(trigger, raw, {}, query);

		expect(response.status).toBe(401);
		expect(trigger.runs).toEqual([]);
	});
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
