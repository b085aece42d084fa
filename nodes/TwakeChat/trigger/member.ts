import type { ITriggerFunctions } from 'n8n-workflow';
import type { Round } from '../api/sync';

/** A receiver of what happens. */
export interface Listener {
	context: ITriggerFunctions;
	receive(round: Round): Promise<void>;
	/** Called when nothing will be received any more. */
	fail(error: Error): void;
}

/** One of the listeners of a poll. */
export class Member {
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
