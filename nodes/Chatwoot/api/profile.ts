import type { Requester, Result } from '../../shared/request';
import type { Profile } from './types';

/** The person that a user token belongs to (chatwoot-api.md §3). */
export class ProfileApi {
	private known?: Promise<Result<Profile>>;

	constructor(private readonly requester: Requester) {}

	/**
	 * The profile with the accounts that the token can reach, asked once per execution. A bot's token
	 * is refused with 401. Holds the token itself: not for output as it is.
	 */
	async get(): Promise<Result<Profile>> {
		this.known ??= this.requester.attempt<Profile>({ method: 'GET', path: '/api/v1/profile' });
		const result = await this.known;
		if ('error' in result) this.known = undefined;
		return result;
	}
}
