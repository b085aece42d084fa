import type { Requester, Result } from '../../shared/request';
import type { Agent, CannedResponse, Inbox, Team } from './types';

/** A list of an account that comes whole, without paging (chatwoot-api.md §9). */
export class WholeListApi<Record> {
	private known?: Promise<Result<Record[]>>;

	constructor(
		protected readonly requester: Requester,
		protected readonly path: string,
	) {}

	/** All that the token's user may see; asked once per execution. Bots are refused with 401. */
	async attemptList(): Promise<Result<Record[]>> {
		this.known ??= this.ask();
		const result = await this.known;
		if ('error' in result) this.known = undefined;
		return result;
	}

	async list(): Promise<Record[]> {
		const result = await this.attemptList();
		if ('error' in result) throw result.error;
		return result.body;
	}

	/** To be called when an entry was written: the next reading asks again. */
	protected forget(): void {
		this.known = undefined;
	}

	private async ask(): Promise<Result<Record[]>> {
		const { requester, path } = this;
		const result = await requester.attempt<Record[] | { payload: Record[] }>({
			method: 'GET',
			path,
		});
		if ('error' in result) return result;
		return { body: Array.isArray(result.body) ? result.body : result.body.payload };
	}
}

/** Inboxes that the token's user is a member of; an administrator sees all. */
export class InboxesApi extends WholeListApi<Inbox> {}

export class AgentsApi extends WholeListApi<Agent> {}

export class TeamsApi extends WholeListApi<Team> {}

export class CannedResponsesApi extends WholeListApi<CannedResponse> {}
