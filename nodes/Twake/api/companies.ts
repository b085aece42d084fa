import { anything } from '../../shared/answers';
import type { Requester } from '../../shared/request';

/** Companies. An application can only find out whether one exists. */
export class CompaniesApi {
	private readonly known = new Map<string, Promise<boolean>>();

	constructor(private readonly requester: Requester) {}

	/**
	 * Whether the company exists, requested once per execution. Applications may not read its list of
	 * workspaces (403), but for an unknown company it is not found (404; twake.md §8). Any other
	 * answer is left to the request that follows.
	 */
	async exists(company: string): Promise<boolean> {
		const known = this.known.get(company) ?? this.ask(company);
		this.known.set(company, known);
		return await known;
	}

	private async ask(company: string): Promise<boolean> {
		const path = `/api/workspaces/v1/companies/${company}/workspaces`;
		const result = await this.requester.attempt({ method: 'GET', path, answer: anything });
		return 'body' in result || result.problem.reason !== 'missing';
	}
}
