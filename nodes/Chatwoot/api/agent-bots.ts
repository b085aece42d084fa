import type { IDataObject } from 'n8n-workflow';
import { record } from '../../shared/answers';
import type { AccountPlace } from './account-part';
import { RecordsApi } from './records';

/** A program that answers in inboxes. Its `access_token` lets anybody act as the bot (chatwoot.md §1, chatwoot.md §9). */
export interface AgentBot extends IDataObject {
	id: number;
	name: string | null;
	description: string | null;
	outgoing_url: string | null;
	/** Null for a bot of the whole installation. */
	account_id: number | null;
	/** Signs the events sent to it; shown to administrators, from 4.13 on. */
	secret?: string;
}

/** Bots of the account and of the installation (chatwoot.md §9); writing needs an administrator. */
export class AgentBotsApi extends RecordsApi<AgentBot> {
	constructor(place: AccountPlace) {
		super(place, { noun: 'agent bot', path: 'agent_bots' });
	}

	/** Makes a new access token; the old one stops working at once. */
	async resetToken(id: number): Promise<void> {
		await this.requester.send({
			method: 'POST',
			path: `${this.path}/${id}/reset_access_token`,
			answer: record,
		});
	}

	/** Makes a new secret for signing the bot's events; since 4.13. */
	async resetSecret(id: number): Promise<void> {
		await this.requester.send({
			method: 'POST',
			path: `${this.path}/${id}/reset_secret`,
			answer: record,
		});
	}
}
