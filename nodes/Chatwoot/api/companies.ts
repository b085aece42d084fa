import type { IDataObject } from 'n8n-workflow';
import { record } from '../../shared/answers';
import type { AccountPlace } from './account-part';
import { pageOf } from './answers';
import { walkRows } from './paging';
import { RecordsApi } from './records';

/** Whom several contacts belong to, by the domain of their e-mail (chatwoot.md §9 Enterprise). */
export interface Company extends IDataObject {
	id: number;
	name: string;
	domain: string | null;
	description: string | null;
	contacts_count: number;
}

const PAGE_SIZE = 25;
const page = pageOf<Company>(record);

export class CompaniesApi extends RecordsApi<Company> {
	constructor(place: AccountPlace) {
		super(place, {
			noun: 'company',
			path: 'companies',
			bodyKey: 'company',
			recordIn: ['payload'],
			hint: 'Most often another company of the account has this domain already.',
		});
	}

	/** By name; those whose name or domain holds the words, if there are any. */
	walk(search?: string): AsyncGenerator<Company> {
		const path = search === undefined ? this.path : `${this.path}/search`;
		return walkRows(async (number) => {
			const query = { q: search, page: number, sort: 'name' };
			const { payload } = await this.requester.send({ method: 'GET', path, query, answer: page });
			return payload;
		}, PAGE_SIZE);
	}
}
