import { setTimeout as sleep } from 'node:timers/promises';
import type { Member } from '../../tools/n8n';
import type { Dice } from './storm-dice';

const PAUSE_MS = [500, 4000] as const;

/** Ends processes of one kind at random and starts them again, one at a time. */
export class Fate {
	times = 0;
	private readonly over = new AbortController();

	constructor(
		private readonly members: Member[],
		private readonly dice: Dice,
		/** Whether processes die without a warning. */
		private readonly isRough: boolean,
	) {}

	/** Goes on until it is told to end; then all processes run. */
	async begin(): Promise<void> {
		const { signal } = this.over;
		while (!signal.aborted) {
			await sleep(this.dice.between(...PAUSE_MS), undefined, { signal }).catch(() => {});
			if (signal.aborted) return;
			const member = this.members[this.dice.between(0, this.members.length - 1)];
			if (this.isRough) await member.crash();
			else await member.stop();
			await member.start();
			this.times++;
		}
	}

	end(): void {
		this.over.abort();
	}
}
