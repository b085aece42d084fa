import type { ITriggerFunctions } from 'n8n-workflow';
import { problemOf } from '../../shared/errors';
import type { Requester } from '../../shared/request';
import { clock } from '../../shared/retry';
import { AccountApi } from '../api/account';
import { Listening } from '../api/listening';
import { openRequester } from '../api/service';
import { SyncApi } from '../api/sync';
import type { Round } from '../api/sync';
import { hashOf } from '../api/transactions';
import { Answers } from './answers';
import { Member } from './member';
import type { Listener } from './member';
import { TOKEN_OVER } from './patience';

/** How long the server waits for something to happen, in ms. */
const WAIT_MS = 30_000;

/** A request may take that long, and a little more; the loop itself repeats it. */
const POLLING = { maxWaitMs: 0, timeoutMs: 60_000 };

/**
 * How long what is asked besides waits for limits and short outages, in ms: nothing else would
 * repeat it.
 */
export const LONGEST_WAIT_MS = 60_000;

/**
 * The shortest duration of a round without events, in ms: a broken proxy answers at once (matrix.md
 * [327]).
 */
const SHORTEST_ROUND_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** How often a round may fail before somebody has to know: half a minute. */
const MOST_UNTOLD = 5;

/** How long the end of a trigger may wait for the server, in ms. */
const LONGEST_END_MS = 1_000;

/** The running polls: one per account and process, however many triggers share it. */
const polls = new Map<string, Poll>();

/** The stream of one account, requested again and again while somebody listens. */
export class Poll {
	private readonly members = new Set<Member>();
	private readonly end = new AbortController();
	private readonly answers: Answers;
	private readonly listening: Listening;
	private isListening = false;
	/** What the server was told last: the next word has to come after it. */
	private telling = Promise.resolve();

	private constructor(
		private readonly key: string,
		private readonly me: string,
		private since: string,
		private readonly n8n: string,
	) {
		this.answers = new Answers(me, n8n);
		this.listening = new Listening(n8n);
	}

	/**
	 * Passes on to `listener` what happens from `since` on, beginning with what has already happened;
	 * returns the means to end that, which waits until the server knows of it. The token of any
	 * listener will do (matrix.md [327]).
	 */
	static listen(
		listener: Listener,
		{ account, me, since }: { account: string; me: string; since: string },
	): () => Promise<void> {
		const member = new Member(listener);
		const running = polls.get(account);
		const n8n = hashOf([listener.context.getInstanceId()]);
		const poll = running ?? new Poll(account, me, since, n8n);
		poll.members.add(member);
		polls.set(account, poll);
		if (running) member.receive(poll.missed(member, since));
		else void poll.run();
		return async () => await poll.leave(member);
	}

	private async leave(member: Member): Promise<void> {
		member.hasLeft = true;
		this.members.delete(member);
		if (this.members.size > 0) return;
		if (polls.get(this.key) === this) polls.delete(this.key);
		this.end.abort();
		if (this.isListening) {
			const signal = AbortSignal.timeout(LONGEST_END_MS);
			await this.tellListening(member.listener.context, signal, 'end');
		}
	}

	/** What has already happened when a listener joins a running poll. */
	private async missed({ listener }: Member, since: string): Promise<Round | undefined> {
		const behind = new Poll('', this.me, since, this.n8n);
		return await behind.nextRound(0, listener.context, this.end.signal);
	}

	private async run(): Promise<void> {
		while (this.members.size > 0) {
			const [{ listener }] = this.members;
			const { signal } = this.end;
			if (!this.isListening) await this.tellListening(listener.context, signal, 'begin');
			const round = await this.nextRound(WAIT_MS, listener.context, signal);
			if (!round) continue;
			this.since = round.next;
			for (const member of this.members) member.receive(round);
		}
	}

	/** Repeats until the server answers; undefined when it was ended, or takes the token no more. */
	private async nextRound(
		waitMs: number,
		context: ITriggerFunctions,
		signal: AbortSignal,
	): Promise<Round | undefined> {
		const isOver = () => signal.aborted;
		for (let failures = 0; !isOver(); failures++) {
			const began = clock.now();
			try {
				const polling = await requesterOf(context, signal);
				const requester = polling.waiting(LONGEST_WAIT_MS);
				const sync = new SyncApi(polling, requester);
				// A server that comes back with older data knows no `since` of before, and would wait with
				// its answer: what happened meanwhile is lost (matrix.md [326]).
				const round = await sync.round(this.since, failures > 0 ? 0 : waitMs, this.me);
				for (const { room, problem } of round.gaps) {
					context.logger.warn(
						`Twake Chat Trigger: not all that happened in ${room} could be read: ${problem.message}`,
					);
				}
				const isQuiet = round.rooms.length + round.invitations.length === 0;
				const rest = began + SHORTEST_ROUND_MS - clock.now();
				if (isQuiet && waitMs > 0 && rest > 0) await clock.sleep(rest, signal);
				return await this.answers.takenFrom(round, { context, requester, signal });
			} catch (error) {
				if (isOver() || (await this.isHopeless(error as Error, context, signal))) return undefined;
				const pause = Math.max(
					Math.min(1_000 * 2 ** failures, LONGEST_PAUSE_MS),
					problemOf(error)?.restMs ?? 0,
				);
				// Once, or the log would be full of it.
				context.logger[failures === MOST_UNTOLD ? 'warn' : 'debug'](
					`Twake Chat Trigger: ${(error as Error).message}, again in ${pause} ms`,
				);
				await clock.sleep(pause, signal);
			}
		}
		return undefined;
	}

	/** Questions are asked only where somebody listens; the next round tries again. */
	private async tellListening(
		context: ITriggerFunctions,
		signal: AbortSignal,
		what: 'begin' | 'end',
	): Promise<void> {
		// From the start: a poll that ends meanwhile has to take it back.
		this.isListening = what === 'begin';
		const tell = async () => {
			try {
				await this.listening[what](new AccountApi(await requesterOf(context, signal)));
			} catch (error) {
				this.isListening = false;
				context.logger.debug(`Twake Chat Trigger: ${(error as Error).message}`);
			}
		};
		this.telling = this.telling.then(tell);
		await this.telling;
	}

	private async isHopeless(
		error: Error,
		context: ITriggerFunctions,
		signal: AbortSignal,
	): Promise<boolean> {
		const { reason, status } = problemOf(error) ?? {};
		if (TOKEN_OVER.includes(reason)) {
			// The others may have other tokens.
			for (const member of this.members) {
				if (member.listener.context !== context) continue;
				this.members.delete(member);
				member.listener.fail(error);
			}
			if (this.members.size === 0) polls.delete(this.key);
			return true;
		}
		// The server no longer knows the point to continue from, so it starts afresh (matrix.md [326]).
		if (status === 400) {
			context.logger.warn(
				'Twake Chat Trigger: the server has forgotten where it was, it begins anew',
			);
			const now = async () => await new SyncApi(await requesterOf(context, signal)).now();
			this.since = await now().catch(() => this.since);
		}
		return false;
	}
}

/** A trigger's requests end when the trigger does. */
export async function requesterOf(
	context: ITriggerFunctions,
	signal: AbortSignal,
): Promise<Requester> {
	const ending = Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
	}) as ITriggerFunctions;
	return await openRequester(ending, POLLING);
}
