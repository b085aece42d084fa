import type { IDataObject } from 'n8n-workflow';
import type { Requester } from '../../shared/request';

export interface User extends IDataObject {
	id: string;
	username: string;
	first_name: string;
	last_name: string;
	email: string;
}

const PATH = '/internal/services/users/v1/users';

const HIDDEN =
	'Users can only be read on an internal route of Twake, which a proxy in front of it may hide.';

/** People (twake.md §8): only on the internal routes, and only where these are reachable. */
export class UsersApi {
	constructor(private readonly requester: Requester) {}

	async get(user: string): Promise<User> {
		const { resource } = await this.requester.send<{ resource: User }>({
			method: 'GET',
			path: `${PATH}/${user}`,
			hint: HIDDEN,
		});
		return resource;
	}

	/** People of a company by parts of their name, username or e-mail. */
	async search(company: string, text: string): Promise<User[]> {
		const { resources } = await this.requester.send<{ resources: User[] }>({
			method: 'GET',
			path: PATH,
			query: { search: text, search_company_id: company },
			hint: HIDDEN,
		});
		return resources;
	}
}
