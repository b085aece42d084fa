import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { hookedMessage } from '../../nodes/Twake/trigger/events';
import { receive } from '../../nodes/Twake/trigger/receive';
import { received } from '../engine/received';
import type { Received } from '../engine/received';

interface Recorded {
	raw_body: string;
	signing_key?: string;
}

const folder = join(__dirname, '../recordings/twake');
const bodies = readdirSync(folder)
	.filter((name) => /^4\d\d-/.test(name))
	.flatMap((name) => {
		const text = readFileSync(join(folder, name), 'utf8');
		return (JSON.parse(text) as { hooks_received?: Recorded[] }).hooks_received ?? [];
	})
	.filter(({ signing_key }) => signing_key !== undefined)
	.map(({ raw_body }) => Buffer.from(raw_body));

const KEY = 'the-private-key-of-the-application';
const credentials = {
	apiGeneration: 'application',
	baseUrl: 'http://127.0.0.1:1',
	applicationId: '',
	privateKey: KEY,
};
const events = [
	...['newMessage', 'messageEdited', 'messageDeleted', 'messageMarked', 'command', 'button'],
	...['shortcut', 'configuration', 'popup'],
];
const parameters = { events, 'filters.otherApplications': true };
const sign = (raw: Buffer, key = KEY) => createHmac('sha256', key).update(raw).digest('hex');
const signed = (raw: Buffer) => ({
	raw,
	headers: { 'x-twake-signature': sign(raw) } as IDataObject,
});
const refused: Received = { status: 401, runs: 0, answered: true };

describe('ten thousand forgeries', () => {
	const [raw] = bodies;
	const good = sign(raw);
	const body = (values: fc.Arbitrary<Buffer>) =>
		values.map((changed) => ({ raw: changed, headers: signed(raw).headers }));
	const bodiesChanged = body(
		fc.oneof(
			fc
				.record({ at: fc.nat(raw.length - 1), by: fc.integer({ min: 1, max: 255 }) })
				.map(({ at, by }) => {
					const changed = Buffer.from(raw);
					changed[at] ^= by;
					return changed;
				}),
			fc.nat(raw.length - 1).map((length) => raw.subarray(0, length)),
			fc.uint8Array({ minLength: 1, maxLength: 20 }).map((more) => Buffer.concat([raw, more])),
			fc.json().map((text) => Buffer.from(text)),
			fc.constantFrom(...bodies.slice(1)).filter((other) => !other.equals(raw)),
		),
	);
	const signatures = fc
		.oneof(
			fc.nat(63).map((i) => good.slice(0, i) + (good[i] === 'a' ? 'b' : 'a') + good.slice(i + 1)),
			fc.nat(63).map((length) => good.slice(0, length)),
			fc.string().filter((text) => text !== good),
			fc
				.string()
				.filter((key) => key !== KEY)
				.map((key) => sign(raw, key)),
			fc.constantFrom(`sha256=${good}`, ` ${good}`, `${good}\n`, `${good}00`, `${good}, ${good}`),
			fc.constantFrom(undefined, null, 5, true, [good], { a: 1 }),
		)
		.map((value) => ({ raw, headers: { 'x-twake-signature': value } as IDataObject }));
	const names = fc
		.tuple(fc.string(), fc.dictionary(fc.string(), fc.string()))
		.filter(([name, more]) => name !== 'x-twake-signature' && !('x-twake-signature' in more))
		.map(([name, more]) => ({ raw, headers: { ...more, [name]: good } }));

	it('would start a run if they were none, answered by the trigger itself: only then n8n stores its memory', async () => {
		const staticData: IDataObject = {};
		const result = await received(receive, signed(raw), { parameters, credentials, staticData });

		expect(result).toEqual({ status: 200, runs: 1, answered: true });
		expect(Object.values(staticData.seen as object)).toHaveLength(1);
	});

	it('are all refused, none crashes, none starts a run', async () => {
		let count = 0;
		await fc.assert(
			fc.asyncProperty(fc.oneof(bodiesChanged, signatures, names), async (forgery) => {
				expect(await received(receive, forgery, { parameters, credentials })).toEqual(refused);
				count++;
			}),
			{ numRuns: 10_000 },
		);
		expect(count).toBeGreaterThanOrEqual(10_000);
	});
});

describe('replays', () => {
	// Commands and clicks carry neither an id nor a time: a second one may be meant.
	const hooks = [...new Set(bodies.map(String))]
		.filter((text) => hookedMessage(JSON.parse(text) as never))
		.map((text) => Buffer.from(text));
	const step = fc.record({ which: fc.nat(hooks.length - 1), restart: fc.boolean() });

	it('of messages start a run once, in any order and number, with n8n restarted in between', async () => {
		const keyOf = new Map<number, string>();
		for (const [index, raw] of hooks.entries()) {
			const staticData: IDataObject = {};
			const { runs } = await received(receive, signed(raw), {
				parameters,
				credentials,
				staticData,
			});
			expect(runs).toBe(1);
			keyOf.set(index, String(Object.values(staticData.seen as object)));
		}
		let round = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
				let staticData: IDataObject = {};
				let workflow = `twake${round++}`;
				const taken = new Set<string>();
				for (const { which, restart } of steps) {
					if (restart) {
						staticData = JSON.parse(JSON.stringify(staticData)) as IDataObject;
						workflow = `twake${round++}`;
					}
					const receiver = { parameters, credentials, staticData, workflow };
					const { status, runs } = await received(receive, signed(hooks[which]), receiver);
					const key = keyOf.get(which)!;

					expect(status).toBe(200);
					expect(runs).toBe(taken.has(key) ? 0 : 1);
					taken.add(key);
				}
			}),
			{ numRuns: 500 },
		);
	});
});

describe('nonsense that is signed', () => {
	const message = fc.record(
		{
			id: fc.anything(),
			thread_id: fc.anything(),
			subtype: fc.oneof(fc.anything(), fc.constant('deleted')),
			text: fc.anything(),
			created_at: fc.anything(),
			updated_at: fc.anything(),
			edited: fc.anything(),
			reactions: fc.anything(),
			files: fc.anything(),
			context: fc.anything(),
			cache: fc.anything(),
		},
		{ requiredKeys: [] },
	);
	const body = fc.record(
		{
			type: fc.oneof(
				fc.constantFrom('hook', 'action', 'configuration', 'interactive_message_action'),
				fc.anything(),
			),
			name: fc.oneof(fc.constantFrom('command', 'open', 'action', null), fc.anything()),
			content: fc.oneof(
				fc.anything(),
				fc.record(
					{
						message: fc.oneof(
							fc.anything(),
							message,
							fc.record({
								channel: fc.anything(),
								thread: fc.anything(),
								message: fc.oneof(fc.anything(), message),
							}),
						),
						channel: fc.anything(),
						thread: fc.anything(),
						user: fc.anything(),
						command: fc.anything(),
						form: fc.anything(),
					},
					{ requiredKeys: [] },
				),
			),
			user_id: fc.anything(),
		},
		{ requiredKeys: ['type'] },
	);

	it('is answered whatever it holds', async () => {
		await fc.assert(
			fc.asyncProperty(body, async (value) => {
				const text = JSON.stringify(value, (_, each: unknown) =>
					typeof each === 'bigint' ? String(each) : each,
				);
				const plain = await received(receive, signed(Buffer.from(text)), {
					parameters,
					credentials,
				});
				const strict = await received(receive, signed(Buffer.from(text)), {
					parameters: {
						...parameters,
						simplify: false,
						'filters.startsWith': 'a',
						'filters.mention': 'n8n',
						'filters.position': 'replies',
						'filters.users': 'x',
						'filters.channels': 'y',
					},
					credentials,
				});

				expect([plain.status, strict.status]).toEqual([200, 200]);
			}),
			{ numRuns: 2000 },
		);
	});
});
