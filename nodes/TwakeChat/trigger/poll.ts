import type { ITriggerFunctions } from 'n8n-workflow';
import { problemOf } from '../../shared/errors';
import type { Requester } from '../../shared/request';
import { clock } from '../../shared/retry';
import { openRequester } from '../api/service';
import { SyncApi } from '../api/sync';
import type { Round } from '../api/sync';

/** How long the server waits for something to happen, in ms. */
const WAIT_MS = 30_000;

/** A request may take that long, and a little more; the loop itself repeats it. */
const LIMITS = { maxWaitMs: 0, timeoutMs: 60_000 };

/**
 * The shortest duration of a round without events, in ms: a broken proxy answers at once (matrix.md
 * [327]).
 */
const SHORTEST_ROUND_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** A receiver of what happens. */
export interface Listener {
	context: ITriggerFunctions;
	receive(round: Round): Promise<void>;
	/** Called when nothing will be received any more. */
	fail(error: Error): void;
}

/** One of the listeners of a poll. */
class Member {
	/** While it catches up, new events wait; those that arrive twice it recognises. */
	isBehind = true;
	hasLeft = false;
	readonly waiting: Round[] = [];

	constructor(readonly listener: Listener) {}

	async receive(round: Round): Promise<void> {
		if (this.isBehind) this.waiting.push(round);
		else await this.deliver(round);
	}

	/** A failure of one listener must not keep the others from receiving. */
	async deliver(round: Round): Promise<void> {
		if (this.hasLeft) return;
		const { context } = this.listener;
		await this.listener.receive(round).catch((error: Error) => {
			context.logger.error(`Twake Chat Trigger: ${error.message}`);
		});
	}
}

/** The running polls: one per account and process, however many triggers share it. */
const polls = new Map<string, Poll>();

/** The stream of one account, requested again and again while somebody listens. */
export class Poll {
	private readonly members = new Set<Member>();
	private readonly end = new AbortController();

	private constructor(
		private readonly key: string,
		private readonly me: string,
		private since: string,
	) {}

	/**
	 * Passes on to `listener` what happens from `since` on, beginning with what has already happened;
	 * returns the means to end that.
	 */
	static listen(
		listener: Listener,
		{ account, me, since }: { account: string; me: string; since: string },
	): () => void {
		const member = new Member(listener);
		const running = polls.get(account);
		const poll = running ?? new Poll(account, me, since);
		poll.members.add(member);
		polls.set(account, poll);
		if (running) void poll.catchUp(member, since);
		else {
			member.isBehind = false;
			void poll.run();
		}
		return () => poll.leave(member);
	}

	private leave(member: Member): void {
		member.hasLeft = true;
		this.members.delete(member);
		if (this.members.size > 0) return;
		if (polls.get(this.key) === this) polls.delete(this.key);
		this.end.abort();
	}

	private async catchUp(member: Member, since: string): Promise<void> {
		const behind = new Poll('', this.me, since);
		const round = await behind.nextRound(0, member.listener.context, this.end.signal);
		if (round) await member.deliver(round);
		for (let next = member.waiting.shift(); next; next = member.waiting.shift()) {
			await member.deliver(next);
		}
		member.isBehind = false;
	}

	private async run(): Promise<void> {
		while (!this.end.signal.aborted) {
			const [first] = this.members;
			const round = await this.nextRound(WAIT_MS, first.listener.context, this.end.signal);
			if (!round) return;
			this.since = round.next;
			await Promise.all([...this.members].map(async (member) => await member.receive(round)));
		}
	}

	/** Repeats until the server answers; undefined when it was ended, or when going on is useless. */
	private async nextRound(
		waitMs: number,
		context: ITriggerFunctions,
		signal: AbortSignal,
	): Promise<Round | undefined> {
		const isOver = () => signal.aborted;
		for (let failures = 0; !isOver(); failures++) {
			const began = clock.now();
			try {
				const sync = new SyncApi(await requesterOf(context, signal));
				const round = await sync.round(this.since, waitMs, this.me);
				const isQuiet = round.rooms.length + round.invitations.length === 0;
				const rest = began + SHORTEST_ROUND_MS - clock.now();
				if (isQuiet && waitMs > 0 && rest > 0) await clock.sleep(rest, signal);
				return round;
			} catch (error) {
				if (isOver() || (await this.isHopeless(error as Error, context, signal))) return undefined;
				const pause = Math.min(1_000 * 2 ** failures, LONGEST_PAUSE_MS);
				context.logger.debug(
					`Twake Chat Trigger: ${(error as Error).message}, again in ${pause} ms`,
				);
				await clock.sleep(pause, signal);
			}
		}
		return undefined;
	}

	private async isHopeless(
		error: Error,
		context: ITriggerFunctions,
		signal: AbortSignal,
	): Promise<boolean> {
		const { reason, status } = problemOf(error) ?? {};
		if (reason === 'unknownToken' || reason === 'noToken') {
			polls.delete(this.key);
			for (const { listener } of this.members) listener.fail(error);
			return true;
		}
		// The server no longer knows the point to continue from, so it starts afresh (matrix.md [326]).
		if (status === 400) {
			context.logger.warn(
				'Twake Chat Trigger: the server has forgotten where it was, it begins anew',
			);
			this.since = await new SyncApi(await requesterOf(context, signal))
				.now()
				.catch(() => this.since);
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
	return await openRequester(ending, LIMITS);
}
