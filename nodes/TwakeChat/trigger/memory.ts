import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';

/**
 * How many events of the current round are remembered; beyond that, n8n itself recognises
 * repetitions.
 */
const MOST_SEEN = 500;

/**
 * How far a trigger has got, in the data that n8n stores with the workflow whenever it starts an
 * execution. So that a crash loses nothing, it stores where the round *began* whose events are
 * being handed over. Events handed over before the crash are recognised by their IDs, and by n8n
 * itself.
 */
export class Memory {
	private readonly data: IDataObject;
	private seen: Set<string>;

	constructor(
		context: ITriggerFunctions,
		/**
		 * Positions do not contain the user, so the server would accept another account's (matrix.md
		 * [326]); those of another device of the account are its own (matrix.md [327]).
		 */
		private readonly account: string,
	) {
		this.data = context.getWorkflowStaticData('node');
		const { seen } = this.data;
		this.seen = new Set(Array.isArray(seen) ? seen.map(String) : []);
	}

	/** Undefined when nothing was stored, or when another account stored it. */
	get since(): string | undefined {
		const { since, account } = this.data;
		return account === this.account && typeof since === 'string' ? since : undefined;
	}

	/** Begins a round; after a restart it may be the same one again. */
	begin(since: string): void {
		if (this.since === since) return;
		this.seen = new Set();
		Object.assign(this.data, { account: this.account, since, seen: [] });
	}

	isNew(event: string): boolean {
		return !this.seen.has(event);
	}

	/** Only after handing it over: it is stored together with the next one. */
	note(event: string): void {
		this.seen.add(event);
		this.data.seen = [...this.seen].slice(-MOST_SEEN);
	}
}
