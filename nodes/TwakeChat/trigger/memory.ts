import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';

/** Events of the round that is going on; more of them n8n itself knows again. */
const MOST_SEEN = 500;

/**
 * How far a trigger has come, in what n8n stores with the workflow whenever it starts an execution. So
 * that a crash loses nothing, that is where the round *began* whose events are being handed over;
 * those that were handed over before are known again by their IDs, and by n8n itself.
 */
export class Memory {
	private readonly data: IDataObject;
	private seen: Set<string>;

	constructor(
		context: ITriggerFunctions,
		/** Tokens hold no user: another account's would be taken (matrix.md [326]). */
		private readonly account: string,
	) {
		this.data = context.getWorkflowStaticData('node');
		const { seen } = this.data;
		this.seen = new Set(Array.isArray(seen) ? seen.map(String) : []);
	}

	/** Undefined where nothing was stored, or by another account. */
	get since(): string | undefined {
		const { since, account } = this.data;
		return account === this.account && typeof since === 'string' ? since : undefined;
	}

	/** A round begins; the same one again after a restart. */
	begin(since: string): void {
		if (this.since === since) return;
		this.seen = new Set();
		Object.assign(this.data, { account: this.account, since, seen: [] });
	}

	isNew(event: string): boolean {
		return !this.seen.has(event);
	}

	/** Only once it was handed over: it is stored together with the next one. */
	note(event: string): void {
		this.seen.add(event);
		this.data.seen = [...this.seen].slice(-MOST_SEEN);
	}
}
