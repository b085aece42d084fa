import type { ITriggerFunctions } from 'n8n-workflow';
import type { Round } from '../api/sync';

/** A receiver of what happens. */
export interface Listener {
	context: ITriggerFunctions;
	receive(round: Round): Promise<void>;
	/** Called when nothing will be received any more. */
	fail(error: Error): void;
}

/** One of the listeners of a poll. It takes its time: the poll and the others do not wait for it. */
export class Member {
	hasLeft = false;
	private turn = Promise.resolve();

	constructor(readonly listener: Listener) {}

	/** After all rounds before; what arrives twice, the listener recognises. */
	receive(round: Round | Promise<Round | undefined>): void {
		this.turn = this.turn.then(async () => await this.deliver(await round));
	}

	/** A failure of one listener must not keep it from receiving what follows. */
	private async deliver(round: Round | undefined): Promise<void> {
		if (this.hasLeft || !round) return;
		const { context } = this.listener;
		await this.listener.receive(round).catch((error: Error) => {
			context.logger.error(`Twake Chat Trigger: ${error.message}`);
		});
	}
}
