import type { IDataObject } from 'n8n-workflow';
import type { Result } from '../../shared/request';
import type { AgentBot } from './agent-bots';
import type { AccountPlace } from './account-part';
import { RecordsApi } from './records';
import { MembersApi } from './members';
import type { Inbox } from './types';

/**
 * Inboxes that the token's user is a member of; an administrator sees all (chatwoot.md §9).
 * Fields of the channel stand under `channel` in requests, beside all others in answers.
 */
export class InboxesApi extends RecordsApi<Inbox> {
	constructor(place: AccountPlace) {
		super(place, { noun: 'inbox', path: 'inboxes' });
	}

	/** The server takes working hours only when an inbox is changed (chatwoot.md §9). */
	override async attemptCreate({ working_hours, ...fields }: IDataObject): Promise<Result<Inbox>> {
		const created = await super.attemptCreate(fields);
		if ('error' in created || working_hours === undefined) return created;
		const { id } = created.body;
		return this.completed(id, 'working hours', await this.attemptUpdate(id, { working_hours }));
	}

	/** The type of an inbox, such as `Channel::Api`; undefined when it cannot be known. */
	async channelOf(id: number): Promise<string | undefined> {
		const result = await this.attemptList();
		if ('error' in result) return undefined;
		return result.body.find((inbox) => inbox.id === id)?.channel_type;
	}

	members(id: number): MembersApi {
		const path = `${this.account}/inbox_members`;
		return new MembersApi(this.requester, `${path}/${id}`, path, { inbox_id: id });
	}

	/** The bot that answers in the inbox, undefined when there is none. */
	async bot(id: number): Promise<AgentBot | undefined> {
		const path = `${this.path}/${id}/agent_bot`;
		const answer = await this.requester.send<{ agent_bot?: AgentBot }>({ method: 'GET', path });
		return answer.agent_bot;
	}

	/** Null takes the bot away. */
	async setBot(id: number, agent_bot: number | null): Promise<void> {
		const result = await this.attemptSetBot(id, agent_bot);
		if ('error' in result) throw result.error;
	}

	/** Like `setBot`, for callers that have an answer to a failure. */
	async attemptSetBot(id: number, agent_bot: number | null): Promise<Result<undefined>> {
		const body: IDataObject = { agent_bot };
		const path = `${this.path}/${id}/set_agent_bot`;
		const result = await this.requester.attempt({ method: 'POST', path, body });
		return 'error' in result ? result : { body: undefined };
	}

	/** Only API inboxes have a secret: for others the answer is a 404 without a body (chatwoot.md §9). */
	async attemptResetSecret(id: number): Promise<Result<Inbox>> {
		return await this.requester.attempt<Inbox>({
			method: 'POST',
			path: `${this.path}/${id}/reset_secret`,
		});
	}
}
