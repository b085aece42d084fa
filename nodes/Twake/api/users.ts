import type { IDataObject } from 'n8n-workflow';
import type { Requester } from '../../shared/request';
import { resource, resources } from './answers';

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

/** People (twake.md §8): only through the internal routes, if these are reachable. */
export class UsersApi {
	constructor(private readonly requester: Requester) {}

	async get(user: string): Promise<User> {
		return await this.requester.send<User>({
			answer: resource,
			method: 'GET',
			path: `${PATH}/${user}`,
			hint: HIDDEN,
		});
	}

	/** People of a company, by part of their name, username or e-mail. */
	async search(company: string, text: string): Promise<User[]> {
		return await this.requester.send<User[]>({
			answer: resources,
			method: 'GET',
			path: PATH,
			query: { search: text, search_company_id: company },
			hint: HIDDEN,
		});
	}
}
