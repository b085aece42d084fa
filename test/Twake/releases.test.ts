import { errorOf, runNode } from '../engine';
import { demoIds, startTwake } from '../../sandbox/twake';
import type { Release, TwakeSandbox } from '../../sandbox/twake';
import { byId, createInSupport, plantThread, requestsOf, shownIn, twakeRun } from './twake';
import type { TwakeRun } from './twake';

let twake: TwakeSandbox;
const run = (given: TwakeRun) => twakeRun(twake, given);
const inPrivate = { ...createInSupport, channel: byId(demoIds.privateChannel) };
const replyIn = (thread: unknown, change: object = {}) => ({
	resource: 'thread',
	operation: 'reply',
	company: byId(demoIds.company),
	thread: byId(String(thread)),
	text: 'A reply',
	...change,
});
const onMessage = (operation: string, thread: unknown, change: object = {}) => ({
	...replyIn(thread),
	resource: 'message',
	operation,
	...change,
});

afterEach(async () => {
	await twake.close();
});

describe.each<Release>(['2023.Q1', '2022.Q4'])('Twake %s', (release) => {
	beforeEach(async () => {
		twake = await startTwake({ release });
	});

	it('takes threads, replies, changes and deletions', async () => {
		const [{ id }] = await runNode(run({ parameters: createInSupport }));
		const [reply] = await runNode(run({ parameters: replyIn(id) }));
		const message = byId(String(reply.id));
		await runNode(run({ parameters: onMessage('update', id, { message, text: 'Better' }) }));
		await runNode(run({ parameters: onMessage('pin', id) }));
		const [gone] = await runNode(run({ parameters: replyIn(id, { text: 'Oops' }) }));
		await runNode(run({ parameters: onMessage('delete', id, { message: byId(String(gone.id)) }) }));
		const feed = { ...createInSupport, operation: 'getMany', returnAll: true };

		expect(shownIn(twake)).toEqual([['Hello', 'Better']]);
		expect(await runNode(run({ parameters: feed }))).toMatchObject([{ id, text: 'Hello' }]);
	});

	it('takes a reply to somebody else', async () => {
		const thread = await plantThread(twake, 'Help!');
		await runNode(run({ parameters: replyIn(thread) }));

		expect(shownIn(twake)).toEqual([['Help!', 'A reply']]);
	});

	it('takes a thread in a private channel, but not in an unknown one', async () => {
		await runNode(run({ parameters: inPrivate }));
		const unknown = byId('11111111-2222-4333-8444-555555555555');
		const error = await errorOf(run({ parameters: { ...createInSupport, channel: unknown } }));

		expect(shownIn(twake, demoIds.privateChannel)).toEqual([['Hello']]);
		expect(error.message).toBe('"Channel" does not exist in this workspace');
	});

	it('explains that a private channel cannot be joined', async () => {
		const parameters = { ...inPrivate, resource: 'channel', operation: 'join' };

		expect((await errorOf(run({ parameters }))).message).toBe(
			'"Channel" is private, which an application cannot join by itself',
		);
	});
});

describe('what differs between the releases', () => {
	it('joins nothing where everybody may reply', async () => {
		twake = await startTwake({ release: '2022.Q4' });
		const thread = await plantThread(twake, 'Help!');
		await runNode(
			run({ parameters: replyIn(thread, { additionalFields: { joinThread: false } }) }),
		);

		expect(requestsOf(twake).filter((each) => each.endsWith(`/threads/${thread}`))).toEqual([]);
	});

	it('says that an old server does not show a private channel', async () => {
		twake = await startTwake({ release: '2022.Q4' });
		const parameters = { ...inPrivate, resource: 'channel', operation: 'get' };

		expect((await errorOf(run({ parameters }))).message).toContain('does not have enough rights');
	});
});
