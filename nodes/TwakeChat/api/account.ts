import { inside, text } from '../../shared/answers';
import type { Answer } from '../../shared/answers';
import type { Requester } from '../../shared/request';
import { done } from './answers';
import { Once } from './once';
import { client } from './paths';

export const WHOAMI = client('account', 'whoami');

/** The account of the credential, and its private data (matrix.md §2, matrix.md §9). */
export class AccountApi {
	private readonly known = new Once<string>();

	constructor(private readonly requester: Requester) {}

	/** Requested once per execution. */
	async me(): Promise<string> {
		const answer = inside('user_id', text);
		return await this.known.of(WHOAMI, async () => {
			return await this.requester.send({ method: 'GET', path: WHOAMI, answer });
		});
	}

	/** The data stored under a name; undefined when there is none. */
	async data<T>(type: string, answer: Answer<T>): Promise<T | undefined> {
		const path = await this.dataPath(type);
		const result = await this.requester.attempt({ method: 'GET', path, answer });
		if ('body' in result) return result.body;
		if (result.problem.reason === 'missing') return undefined;
		throw result.error;
	}

	/** Replaces the data as a whole. */
	async setData(type: string, body: object): Promise<void> {
		const path = await this.dataPath(type);
		await this.requester.send({ method: 'PUT', path, body: { ...body }, answer: done });
	}

	private async dataPath(type: string): Promise<string> {
		return client('user', await this.me(), 'account_data', type);
	}
}
