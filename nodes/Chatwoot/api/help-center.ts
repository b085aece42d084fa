import type { IDataObject } from 'n8n-workflow';
import { nothing, record } from '../../shared/answers';
import type { ApiRequest } from '../../shared/request';
import { AccountPart } from './account-part';
import type { AccountPlace } from './account-part';
import { payload, payloadOf } from './answers';
import { walkRows } from './paging';
import type { PortalsApi } from './portals';

interface InPortal extends IDataObject {
	id: number;
}

export interface Category extends InPortal {
	name: string;
	slug: string;
	locale: string;
}

export type ArticleStatus = 'archived' | 'draft' | 'published';

export interface Article extends InPortal {
	title: string;
	slug: string;
	status: ArticleStatus;
	updated_at: number;
	/** All its values are null when there is none. */
	category?: { id: number | null; name: string | null };
	author?: { id: number; name: string };
}

/** More than a page of articles; categories are not paged. */
const PAGE_SIZE = 25;

/** The contents of a help center: its categories or its articles (chatwoot.md §9 Help center). */
export class HelpCenterApi<Kind extends InPortal> extends AccountPart<
	AccountPlace & { portals: PortalsApi }
> {
	constructor(
		place: AccountPlace & { portals: PortalsApi },
		private readonly path: 'articles' | 'categories',
	) {
		super(place);
	}

	/** Categories in their order; articles in theirs if one category is given, else newest first. */
	walk(portal: number, query: IDataObject): AsyncIterable<Kind> {
		return walkRows(async (page) => {
			const path = await this.pathOf(portal);
			return await this.requester.send({
				method: 'GET',
				path,
				query: { ...(query as ApiRequest['query']), page },
				answer: payloadOf<Kind>(record),
			});
		}, PAGE_SIZE);
	}

	async get(portal: number, id: number): Promise<Kind> {
		const path = `${await this.pathOf(portal)}/${id}`;
		return await this.requester.send({ method: 'GET', path, answer: this.one });
	}

	async create(portal: number, fields: IDataObject): Promise<Kind> {
		const path = await this.pathOf(portal);
		return await this.requester.send({
			method: 'POST',
			path,
			hint: this.hint,
			body: this.wrapped(fields),
			answer: this.one,
		});
	}

	async update(portal: number, id: number, fields: IDataObject): Promise<Kind> {
		const path = `${await this.pathOf(portal)}/${id}`;
		return await this.requester.send({
			method: 'PATCH',
			path,
			hint: this.hint,
			body: this.wrapped(fields),
			answer: this.one,
		});
	}

	async delete(portal: number, id: number): Promise<void> {
		const path = `${await this.pathOf(portal)}/${id}`;
		await this.requester.send({ method: 'DELETE', path, answer: nothing });
	}

	/** Sets positions in the list by id; ids of other portals are silently ignored. */
	async reorder(portal: number, positions_hash: Record<string, number>): Promise<void> {
		const path = `${await this.pathOf(portal)}/reorder`;
		const body = { positions_hash };
		await this.requester.send({ method: 'POST', path, body, answer: nothing });
	}

	private readonly one = payload(record<Kind>);

	/** What a refusal of values most likely means. */
	private get hint(): string | undefined {
		if (this.path === 'articles') return undefined;
		return 'Most often another category in this language has the slug, or the portal does not have the language.';
	}

	private wrapped(fields: IDataObject): IDataObject {
		return { [this.path === 'articles' ? 'article' : 'category']: fields };
	}

	protected async pathOf(portal: number): Promise<string> {
		return `${await this.place.portals.pathOf(portal)}/${this.path}`;
	}
}
