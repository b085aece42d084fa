import type { IDataObject } from 'n8n-workflow';
import { RecordsApi } from './records';
import type { Agent } from './types';

export const ROLES = ['administrator', 'agent'] as const;
export const AVAILABILITIES = ['busy', 'offline', 'online'] as const;

/** The people of an account (chatwoot.md §9); writing needs an administrator. */
export class AgentsApi extends RecordsApi<Agent> {
	protected readonly noun = 'agent';
	protected readonly hint =
		'Most often somebody with this e-mail address is an agent of the account already.';

	/** There is no call for a single one. */
	override async get(id: number): Promise<Agent> {
		return await this.pick(id);
	}

	/** Adds people by their addresses; addresses that it does not like are left out silently. */
	async bulkCreate(emails: string[]): Promise<void> {
		const path = `${this.path}/bulk_create`;
		await this.requester.send({ method: 'POST', path, body: { emails } });
		this.forget();
	}

	protected bodyOf(agent: IDataObject): IDataObject {
		return { agent };
	}
}
