import type { IDataObject } from 'n8n-workflow';
import { objectWith } from '../../shared/answers';
import type { FilePart } from '../../shared/multipart';
import type { ApiRequest, Requester, Result } from '../../shared/request';
import { pictureForm } from './records';
import type { Profile } from './types';

const PATH = '/api/v1/profile';

const person = objectWith<Profile>('id', 'accounts');

/** The person whom a user token belongs to (chatwoot.md §3). */
export class ProfileApi {
	private known?: Promise<Result<Profile>>;

	constructor(private readonly requester: Requester) {}

	/**
	 * The profile with the accounts that the token can reach, requested once per execution. A bot's
	 * token is refused with 401. It contains the token itself, so it must not be output as it is.
	 */
	async get(): Promise<Result<Profile>> {
		this.known ??= this.requester.attempt({ method: 'GET', path: PATH, answer: person });
		const result = await this.known;
		if ('error' in result) this.known = undefined;
		return result;
	}

	/**
	 * A picture goes in a request of its own: in a form with one, every value is text (chatwoot.md
	 * §13 Multipart).
	 */
	async update(profile: IDataObject, avatar?: FilePart): Promise<Profile> {
		if (!avatar) return await this.change('PATCH', PATH, { body: { profile } });
		const step = this.requester.steps();
		if (Object.keys(profile).length > 0) await step(async () => await this.update(profile));
		const form = pictureForm('profile[avatar]', avatar);
		return await step(async () => await this.change('PATCH', PATH, { form }));
	}

	async deleteAvatar(): Promise<Profile> {
		return await this.change('DELETE', `${PATH}/avatar`);
	}

	/**
	 * The availability that colleagues see in one account. It is not presence, which needs an open
	 * dashboard.
	 */
	async setAvailability(account_id: number, availability: string): Promise<Profile> {
		const profile = { account_id, availability };
		return await this.change('POST', `${PATH}/availability`, { body: { profile } });
	}

	/** Whether closing the dashboard sets the person offline in one account. */
	async setAutoOffline(account_id: number, auto_offline: boolean): Promise<Profile> {
		const profile = { account_id, auto_offline };
		return await this.change('POST', `${PATH}/auto_offline`, { body: { profile } });
	}

	private async change(
		method: 'DELETE' | 'PATCH' | 'POST',
		path: string,
		content: Pick<ApiRequest, 'body' | 'form'> = {},
	): Promise<Profile> {
		const updated = await this.requester.send({ method, path, ...content, answer: person });
		this.known = undefined;
		return updated;
	}
}
