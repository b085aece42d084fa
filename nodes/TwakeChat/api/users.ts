import type { IDataObject } from 'n8n-workflow';
import { inside, listOf, objectWith } from '../../shared/answers';
import type { Requester } from '../../shared/request';
import { stored } from './answers';
import { client } from './paths';

export interface FoundUser extends IDataObject {
	user_id: string;
	display_name?: string | null;
	avatar_url?: string | null;
}

/** People (matrix.md §8 People). */
export class UsersApi {
	constructor(private readonly requester: Requester) {}

	/** Undefined when the user's server knows nobody with this ID. */
	async get(user: string): Promise<FoundUser | undefined> {
		const path = client('profile', user);
		const result = await this.requester.attempt({ method: 'GET', path, answer: stored });
		if ('problem' in result) {
			if (result.problem.reason === 'missing') return undefined;
			throw result.error;
		}
		const { displayname, avatar_url } = result.body as {
			displayname?: string;
			avatar_url?: string;
		};
		return { user_id: user, display_name: displayname, avatar_url };
	}

	/** By the beginning of a word of the name; by default only people whom the account can meet. */
	async search(term: string, limit: number): Promise<FoundUser[]> {
		return await this.requester.send({
			method: 'POST',
			path: client('user_directory', 'search'),
			body: { search_term: term, limit },
			answer: inside('results', listOf(objectWith<FoundUser>('user_id'))),
			reads: true,
		});
	}
}
