import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startChatwoot } from '../../sandbox/chatwoot';
import type { ChatwootOptions, ChatwootSandbox } from '../../sandbox/chatwoot';
import { Receiver } from '../contract/judge/receiver';
import type { Answer, Delivery } from '../contract/judge/receiver';
import { turns, until } from '../shared/moments';
import { callAccount, demo } from './chatwoot';
import { ALL_EVENTS, recordedIn } from './trigger';

let chatwoot: ChatwootSandbox;
let receiver: Receiver;

const start = async (options: ChatwootOptions = {}) => {
	chatwoot = await startChatwoot({ deliveries: { timeout: 60_000, retryDelay: 20 }, ...options });
	receiver = await new Receiver().open();
};
const call = async (method: string, path: string, body?: object, token?: string) =>
	(await callAccount(chatwoot, method, path, body, token)).body as never;
const conversation = `conversations/${demo.conversation}`;
const write = async (content = 'Hello', fields: object = {}) =>
	await call('POST', `${conversation}/messages`, { content, ...fields });
const subscribe = async (url = `${receiver.url}/in`, token = 'ADMIN_TOKEN') => {
	const subscriptions = ALL_EVENTS.filter((event) => !/opened|resolved/.test(event));
	return await call('POST', 'webhooks', { url, subscriptions }, token);
};
const answer = (...answers: Answer[]) =>
	receiver.expect(answers.map((answered) => ({ path: '/in', answered })));
const events = () => receiver.deliveries.map(({ json }) => json?.event);
const message = (content = 'Hello') =>
	chatwoot.state.messages.find((row) => row.content === content)!;
const isValid = ({ headers, raw }: Delivery, secret: string) => {
	const time = String(headers['x-chatwoot-timestamp']);
	const expected = createHmac('sha256', secret).update(`${time}.${raw}`).digest('hex');
	return headers['x-chatwoot-signature'] === `sha256=${expected}`;
};

afterEach(async () => {
	expect(chatwoot.mistakes).toEqual([]);
	receiver.close();
	await chatwoot.close();
});

/** The keys of a value at every depth, in order, without user-defined ones. */
const keysOf = (value: unknown, path = ''): string[] => {
	if (typeof value !== 'object' || value === null) return [];
	if (/(attributes|_value)$/.test(path)) return [];
	if (Array.isArray(value)) return value.flatMap((each) => keysOf(each, path));
	return Object.entries(value).flatMap(([key, each]) => [
		`${path}.${key}`,
		...keysOf(each, `${path}.${key}`),
	]);
};

describe('bodies', () => {
	it.each([
		['631', async () => await write('Hi', { message_type: 'incoming' })],
		[
			'633',
			async () => {
				await write('Hi', { message_type: 'incoming' });
				await chatwoot.delivered();
				receiver.deliveries.length = 0;
				await write('Yes?', {});
			},
		],
		[
			'622',
			async () => await call('POST', `${conversation}/toggle_status`, { status: 'resolved' }),
		],
		[
			'647',
			async () =>
				await call('POST', `${conversation}/toggle_typing_status`, { typing_status: 'on' }),
		],
		[
			'641',
			async () => {
				const { payload } = (await call('POST', 'contacts', { name: 'A' })) as {
					payload: { contact: { id: number } };
				};
				await call('PATCH', `contacts/${payload.contact.id}`, { name: 'B' });
			},
		],
	])('have their keys in the order of recording %s', async (number, act) => {
		await start({ deliveries: {} });
		await subscribe();
		await act();
		await chatwoot.delivered();

		for (const { json } of receiver.deliveries) {
			const recorded = recordedIn(number).find((each) => each.json.event === json?.event);
			expect(keysOf(json)).toEqual(keysOf(recorded?.json));
		}
	});

	it('escape what means something in HTML, and are signed as they are', async () => {
		await start();
		const { payload } = (await subscribe()) as { payload: { webhook: { secret: string } } };
		await write('<b>R&D</b>\u2028 é');
		await chatwoot.delivered();
		const [delivery] = receiver.deliveries;

		expect(delivery.raw).toContain('"content":"\\u003cb\\u003eR\\u0026D\\u003c/b\\u003e\\u2028 é"');
		expect(isValid(delivery, payload.webhook.secret)).toBe(true);
		expect(delivery.headers).toMatchObject({
			'user-agent': 'Ruby',
			accept: 'application/json',
			'content-type': 'application/json',
			'accept-encoding': 'gzip;q=1.0,deflate;q=0.6,identity;q=0.3',
			'x-chatwoot-delivery': expect.stringMatching(/^[0-9a-f-]{36}$/),
			'x-chatwoot-timestamp': expect.stringMatching(/^\d{10}$/),
		});
	});

	it('are unsigned before 4.11.2', async () => {
		await start({ version: '4.3.0' });
		await subscribe();
		await write();
		await chatwoot.delivered();

		expect(events()).toEqual(['message_created']);
		expect(
			Object.keys(receiver.deliveries[0].headers).filter((name) => name.startsWith('x-')),
		).toEqual([]);
	});
});

describe('an account webhook', () => {
	it.each([500, 404, 503])('gets no second attempt after %i', async (status) => {
		await start();
		answer({ status });
		await subscribe();
		await write();
		await chatwoot.delivered();

		expect(events()).toEqual(['message_created']);
		expect(message().status).toBe('sent');
	});

	it.each([302, 303, 307])(
		'is followed to where %i leads, with the same body and signature',
		async (status) => {
			await start();
			answer({ status, location: '/elsewhere' });
			const { payload } = (await subscribe()) as { payload: { webhook: { secret: string } } };
			await write();
			await chatwoot.delivered();

			expect(receiver.deliveries.map(({ method, path }) => `${method} ${path}`)).toEqual([
				'POST /in',
				'POST /elsewhere',
			]);
			expect(receiver.deliveries[1].raw).toBe(receiver.deliveries[0].raw);
			expect(isValid(receiver.deliveries[1], payload.webhook.secret)).toBe(true);
		},
	);

	it('may have a query, a user and a password', async () => {
		await start();
		await subscribe(`${receiver.url.replace('http://', 'http://me:pw%20x@')}/in?token=abc`);
		await write();
		await chatwoot.delivered();

		expect(receiver.deliveries).toMatchObject([
			{
				path: '/in?token=abc',
				headers: { authorization: `Basic ${Buffer.from('me:pw x').toString('base64')}` },
			},
		]);
	});

	it('elsewhere than on this machine is never called', async () => {
		await start();
		await subscribe('http://192.0.2.1/in');
		await write();
		await chatwoot.delivered();

		expect(receiver.deliveries).toEqual([]);
	});

	it('gets ten deliveries at a time, and the others when it has answered', async () => {
		await start();
		const open: Array<() => void> = [];
		const server = createServer((_, response) => void open.push(() => response.end()));
		await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
		const arrived = async (count: number) => await until(() => open.length >= count);
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		await call('POST', 'webhooks', { url, subscriptions: ['message_created'] });
		for (let index = 0; index < 12; index++) await write();
		await arrived(10);
		await turns(10);
		expect(open).toHaveLength(10);
		open[3]();
		await arrived(11);
		await turns(10);
		expect(open).toHaveLength(11);
		server.closeAllConnections();
		server.close();
	});

	it('is forgotten with the world that it belongs to', async () => {
		await start({ latency: 0 });
		answer({ status: 200, delay_ms: 100 });
		await subscribe();
		await write();
		chatwoot.seed({});
		await turns(20);

		expect(receiver.deliveries.length).toBeLessThanOrEqual(1);
	});
});

describe('an API inbox callback', () => {
	const set = async () =>
		await call('PATCH', `inboxes/${demo.api}`, { channel: { webhook_url: `${receiver.url}/in` } });

	it.each<[Answer, string]>([
		[{ status: 500 }, '500 Internal Server Error'],
		[{ status: 404 }, '404 Not Found'],
		[{ status: 301 }, '301 Moved Permanently'],
		[{ status: 200, delay_ms: 2_000 }, 'Net::ReadTimeout with #<TCPSocket:(closed)>'],
	])('that answers %j makes the message failed, which is told once', async (wrong, error) => {
		await start({ deliveries: { timeout: 'delay_ms' in wrong ? 200 : 60_000 } });
		await set();
		answer(wrong, wrong);
		await write();
		await chatwoot.delivered();

		expect(message()).toMatchObject({
			status: 'failed',
			content_attributes: { external_error: error },
		});
		expect(events()).toEqual(['message_created', 'message_updated']);
	});

	it.each([200, 204])('that answers %i leaves it sent', async (status) => {
		await start();
		await set();
		answer({ status });
		await write();
		await chatwoot.delivered();

		expect(message().status).toBe('sent');
		expect(events()).toEqual(['message_created']);
	});

	it('hears nothing of contacts', async () => {
		await start();
		await set();
		await write('Hi', { message_type: 'incoming' });
		await chatwoot.delivered();

		expect(events().sort()).toEqual(['conversation_updated', 'message_created']);
	});
});

describe('an agent bot', () => {
	const attach = async () => {
		const bot = (await call('POST', 'agent_bots', {
			name: 'B',
			outgoing_url: `${receiver.url}/in`,
		})) as { id: number };
		await call('POST', `inboxes/${demo.api}/set_agent_bot`, { agent_bot: bot.id });
		return bot;
	};
	const open = async () =>
		await call('POST', 'conversations', {
			inbox_id: demo.api,
			contact_id: demo.dan,
			message: { content: 'Hello bot', message_type: 'incoming' },
		});
	const newest = () => chatwoot.state.conversations.all().at(-1)!;

	it.each([500, 429])(
		'that answers %i gets three attempts with one id and body, then the conversation is opened',
		async (status) => {
			await start();
			await attach();
			answer({ status }, { status }, { status });
			await open();
			await chatwoot.delivered();
			const attempts = receiver.deliveries.filter(({ json }) => json?.event === 'message_created');

			expect(attempts).toHaveLength(3);
			expect(new Set(attempts.map(({ headers }) => headers['x-chatwoot-delivery'])).size).toBe(1);
			expect(new Set(attempts.map(({ raw }) => raw)).size).toBe(1);
			expect(newest().status).toBe('open');
			expect(events()).toEqual(
				expect.arrayContaining([
					'conversation_opened',
					'conversation_status_changed',
					'conversation_updated',
				]),
			);
		},
	);

	it('that answers 503 gets one attempt', async () => {
		await start();
		await attach();
		answer({ status: 503 });
		await open();
		await chatwoot.delivered();

		expect(events().filter((event) => event === 'message_created')).toHaveLength(1);
		expect(newest().status).toBe('open');
	});

	it('that answers keeps its pending conversation', async () => {
		await start();
		await attach();
		await open();
		await chatwoot.delivered();

		expect(newest().status).toBe('pending');
		expect(events()).toEqual(['message_created']);
	});
});

describe('deliveries of a server whose jobs are behind', () => {
	it('show what is there when the job runs, and reach who registered meanwhile', async () => {
		let catchUp = () => {};
		const behind = new Promise<void>((resolve) => (catchUp = resolve));
		await start({ deliveries: { behind } });
		await call('POST', `${conversation}/toggle_status`, { status: 'resolved' });
		await call('POST', `${conversation}/toggle_status`, { status: 'open' });
		await write('before');
		await subscribe();
		catchUp();
		await chatwoot.delivered();

		const of = (event: string) =>
			receiver.deliveries.filter(({ json }) => json?.event === event).map(({ json }) => json);
		expect(of('conversation_status_changed').map((json) => json?.status)).toEqual(['open', 'open']);
		expect(of('message_created').map((json) => json?.content)).toContain('before');
	});
});
