import { randomUUID } from 'crypto';
import type { AccountApi } from './account';
import { stored } from './answers';

/**
 * Whether an n8n hears what happens to an account. Its triggers may run in another process than its
 * executions, so the account's own data tell.
 */
export class Listening {
	private readonly mine = randomUUID();
	private readonly type: string;

	constructor(n8n: string) {
		this.type = listeningType(n8n);
	}

	async isOn(account: AccountApi): Promise<boolean> {
		return (await this.by(account)) !== undefined;
	}

	async begin(account: AccountApi): Promise<void> {
		await account.setData(this.type, { by: this.mine });
	}

	/** Not if another process has taken over meanwhile. */
	async end(account: AccountApi): Promise<void> {
		if ((await this.by(account)) === this.mine) await account.setData(this.type, { by: null });
	}

	private async by(account: AccountApi): Promise<unknown> {
		return (await account.data(this.type, stored))?.by ?? undefined;
	}
}

export const listeningType = (n8n: string): string => `n8n.listening.${n8n}`;
