import type { IDataObject } from 'n8n-workflow';
import type { Requester, Result } from '../../shared/request';
import type { Profile } from './types';

const PATH = '/api/v1/profile';

/** The person that a user token belongs to (chatwoot-api.md §3). */
export class ProfileApi {
	private known?: Promise<Result<Profile>>;

	constructor(private readonly requester: Requester) {}

	/**
	 * The profile with the accounts that the token can reach, asked once per execution. A bot's token
	 * is refused with 401. Holds the token itself: not for output as it is.
	 */
	async get(): Promise<Result<Profile>> {
		this.known ??= this.requester.attempt<Profile>({ method: 'GET', path: PATH });
		const result = await this.known;
		if ('error' in result) this.known = undefined;
		return result;
	}

	async update(profile: IDataObject): Promise<Profile> {
		return await this.write('PATCH', PATH, profile);
	}

	/** What colleagues see in one account. It is not presence: that needs an open dashboard. */
	async setAvailability(account_id: number, availability: string): Promise<Profile> {
		return await this.write('POST', `${PATH}/availability`, { account_id, availability });
	}

	/** Whether the person goes offline in one account by closing the dashboard. */
	async setAutoOffline(account_id: number, auto_offline: boolean): Promise<Profile> {
		return await this.write('POST', `${PATH}/auto_offline`, { account_id, auto_offline });
	}

	private async write(
		method: 'POST' | 'PATCH',
		path: string,
		profile: IDataObject,
	): Promise<Profile> {
		const updated = await this.requester.send<Profile>({ method, path, body: { profile } });
		this.known = undefined;
		return updated;
	}
}
