import { nothing } from '../../shared/answers';
import type { AccountPlace } from './account-part';
import { RecordsApi } from './records';
import type { Agent } from './types';

export const ROLES = ['administrator', 'agent'] as const;
export const AVAILABILITIES = ['busy', 'offline', 'online'] as const;

/** The people of an account (chatwoot.md §9); writing needs an administrator. */
export class AgentsApi extends RecordsApi<Agent> {
	constructor(place: AccountPlace) {
		super(place, {
			noun: 'agent',
			path: 'agents',
			bodyKey: 'agent',
			isOnlyListed: true,
			hint: 'Most often somebody with this e-mail address is an agent of the account already.',
		});
	}

	/** Adds people by their e-mail addresses; the server silently skips those it does not accept. */
	async bulkCreate(emails: string[]): Promise<void> {
		const path = `${this.path}/bulk_create`;
		await this.requester.send({ method: 'POST', path, body: { emails }, answer: nothing });
		this.forget();
	}
}
