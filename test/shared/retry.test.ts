import {
	attemptOf,
	backoffMs,
	clock,
	Gate,
	retryAfterMs,
	verdictOn,
} from '../../nodes/shared/retry';
import type { Attempt, Verdict } from '../../nodes/shared/retry';
import { endsWithin250ms, turns } from './moments';

afterEach(() => {
	jest.restoreAllMocks();
});

const answered = (status: number): Attempt => ({ kind: 'answered', status });
const notSent: Attempt = { kind: 'notSent' };
const lost: Attempt = { kind: 'lost' };

describe('what may be repeated', () => {
	it.each<[string, Attempt, Verdict, Verdict]>([
		['a limit', answered(429), 'wait', 'wait'],
		['a connection that was never opened', notSent, 'repeat', 'repeat'],
		['a connection that broke or timed out', lost, 'repeat', 'uncertain'],
		['a bad gateway', answered(502), 'repeat', 'uncertain'],
		['an unavailable service', answered(503), 'repeat', 'uncertain'],
		['a gateway timeout', answered(504), 'repeat', 'uncertain'],
		['a success', answered(200), 'accept', 'accept'],
		['a creation', answered(201), 'accept', 'accept'],
		['no content', answered(204), 'accept', 'accept'],
		['a redirect', answered(302), 'accept', 'accept'],
		['a bad request', answered(400), 'accept', 'accept'],
		['a refused token', answered(401), 'accept', 'accept'],
		['a missing thing', answered(404), 'accept', 'accept'],
		['a conflict', answered(409), 'accept', 'accept'],
		['a refused value', answered(422), 'accept', 'accept'],
		['an error of the service itself', answered(500), 'accept', 'accept'],
		['a missing method', answered(501), 'accept', 'accept'],
	])('after %s', (_, attempt, harmless, once) => {
		expect(verdictOn(attempt, true)).toBe(harmless);
		expect(verdictOn(attempt, false)).toBe(once);
	});

	it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EADDRNOTAVAIL'])(
		'knows by %s that nothing was sent',
		(code) => {
			expect(attemptOf({ code })).toEqual(notSent);
		},
	);

	it.each(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'])(
		'knows by %s that nothing was sent only when there was no connection yet',
		(code) => {
			const failure = (syscall?: string) => Object.assign(new Error(code), { code, syscall });
			const wrapped = (cause: Error) => Object.assign(new Error(code, { cause }), { code });
			expect(attemptOf(failure('connect'))).toEqual(notSent);
			expect(attemptOf(wrapped(failure('connect')))).toEqual(notSent);
			// A server with several addresses.
			const all = (...errors: Error[]) => Object.assign(new AggregateError(errors), { code });
			expect(attemptOf(wrapped(all(failure('connect'), failure('connect'))))).toEqual(notSent);
			expect(attemptOf(failure('read'))).toEqual(lost);
			expect(attemptOf(wrapped(failure('write')))).toEqual(lost);
			expect(attemptOf({ code })).toEqual(lost);
		},
	);

	it.each(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'HPE_INVALID_CONSTANT', undefined])(
		'takes for sent what failed with %s',
		(code) => {
			expect(attemptOf({ code })).toEqual(lost);
		},
	);
});

describe('Retry-After', () => {
	const now = Date.parse('2030-01-31T12:00:00Z');

	it.each<[string, unknown, number | undefined]>([
		['seconds', '30', 30_000],
		['seconds with spaces', ' 5 ', 5_000],
		['a number', 7, 7_000],
		['no time at all', '0', 0],
		['a date', 'Thu, 31 Jan 2030 12:01:00 GMT', 60_000],
		['a date that has passed', 'Thu, 31 Jan 2030 11:00:00 GMT', 0],
		['missing', undefined, undefined],
		['null', null, undefined],
		['empty', '', undefined],
		['a word', 'soon', undefined],
		['words with a number', 'in about 5', undefined],
		['negative', '-5', undefined],
		['a fraction', '1.5', 1_500],
		['a list', ['30'], undefined],
	])('that is %s', (_, header, expected) => {
		jest.spyOn(clock, 'now').mockReturnValue(now);
		expect(retryAfterMs(header)).toBe(expected);
	});

	it('of more digits than a number has never yields a time that is none', () => {
		expect(retryAfterMs('9'.repeat(400))).toBe(Infinity);
	});
});

describe('the pause before a repetition', () => {
	it.each([
		[1, 500],
		[2, 1_000],
		[3, 2_000],
		[4, 4_000],
		[5, 8_000],
		[6, 10_000],
		[50, 10_000],
	])('number %i is %i ms, a quarter more or less', (attempt, middle) => {
		jest.spyOn(Math, 'random').mockReturnValueOnce(0).mockReturnValueOnce(0.999_999);
		expect(backoffMs(attempt)).toBe(middle * 0.75);
		expect(backoffMs(attempt)).toBeCloseTo(middle * 1.25, 0);
	});
});

describe('the gate', () => {
	let time = 1_000_000;

	beforeEach(() => {
		jest.spyOn(clock, 'now').mockImplementation(() => time);
	});

	it('is open at first', () => {
		expect(new Gate().remaining()).toBe(0);
	});

	it('tells how long it stays closed, and opens by itself', () => {
		const gate = new Gate();
		gate.closeUntil(time + 3_000);
		expect(gate.remaining()).toBe(3_000);
		time += 2_000;
		expect(gate.remaining()).toBe(1_000);
		time += 2_000;
		expect(gate.remaining()).toBe(0);
	});

	it('stays closed for the longest time that was asked for', () => {
		const gate = new Gate();
		gate.closeUntil(time + 3_000);
		gate.closeUntil(time + 1_000);
		expect(gate.remaining()).toBe(3_000);
		gate.closeUntil(time + 9_000);
		expect(gate.remaining()).toBe(9_000);
	});
});

describe('the clock', () => {
	it('sleeps as long as it is told to', async () => {
		const start = Date.now();
		await clock.sleep(150);
		expect(Date.now() - start).toBeGreaterThanOrEqual(148);
	});

	it('wakes up within 250 ms when the execution is cancelled', async () => {
		const abort = new AbortController();
		const sleeping = clock.sleep(60_000, abort.signal);
		await turns(5);
		abort.abort();
		expect(await endsWithin250ms(sleeping)).toBe(true);
	});
});
