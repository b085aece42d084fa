import { anything } from '../../shared/answers';
import type { Requester } from '../../shared/request';

/** Companies, of which an application can learn no more than whether there is one. */
export class CompaniesApi {
	private readonly known = new Map<string, Promise<boolean>>();

	constructor(private readonly requester: Requester) {}

	/**
	 * Whether there is such a company, asked once per execution. Its list of workspaces is kept from
	 * applications (403), that of an unknown one is not found (404; twake.md §8). What else comes back is
	 * left to the request that follows.
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
