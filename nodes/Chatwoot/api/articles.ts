import type { IDataObject } from 'n8n-workflow';
import { nothing } from '../../shared/answers';
import { withoutUndefined } from '../../shared/json';
import type { AccountPlace } from './account-part';
import { HelpCenterApi } from './help-center';
import type { Article, ArticleStatus, Category } from './help-center';
import type { PortalsApi } from './portals';

/** What several articles can be given in one call each. */
export interface ArticleChange {
	status?: ArticleStatus;
	category_id?: number;
}

/** How articles are translated: without `force`, none is if one has a translation already. */
export interface Translation extends IDataObject {
	locale?: string;
	category_id?: number;
	force?: boolean;
}

/** The articles of a help center (chatwoot.md §9 Help center). */
export class ArticlesApi extends HelpCenterApi<Article> {
	constructor(
		place: AccountPlace & { portals: PortalsApi },
		private readonly categories: HelpCenterApi<Category>,
	) {
		super(place, 'articles');
	}

	/** In a list, the server knows a category by its slug, which is unique in a language only. */
	override async *walk(
		portal: number,
		{ category_id: id, ...query }: IDataObject,
	): AsyncGenerator<Article> {
		yield* super.walk(portal, {
			...(id !== undefined && (await this.inCategory(portal, Number(id)))),
			...withoutUndefined(query),
		});
	}

	private async inCategory(portal: number, id: number): Promise<IDataObject> {
		const { slug: category_slug, locale } = await this.categories.get(portal, id);
		return { category_slug, locale };
	}

	/**
	 * The server leaves out unknown ids without an error as long as one is known, so all are looked up
	 * first.
	 */
	async changeMany(portal: number, ids: number[], change: ArticleChange): Promise<void> {
		const { status, category_id } = change;
		await this.find(portal, ids);
		const step = this.requester.steps();
		if (status !== undefined) {
			await step(async () => await this.bulk('PATCH', portal, 'update_status', { ids, status }));
		}
		if (category_id !== undefined) {
			const body = { ids, category_id };
			await step(async () => await this.bulk('PATCH', portal, 'update_category', body));
		}
	}

	async deleteMany(portal: number, ids: number[]): Promise<void> {
		await this.find(portal, ids);
		await this.bulk('DELETE', portal, 'delete_articles', { ids });
	}

	/** Has the server translate articles in the background, into drafts that are linked to them. */
	async translateMany(portal: number, ids: number[], into: Translation): Promise<void> {
		await this.find(portal, ids);
		const hint =
			'The language and the category have to be in the portal, and what is translated already has to be left out, or to be replaced on purpose.';
		await this.bulk('POST', portal, 'translate', { ids, ...into }, hint);
	}

	/** Throws when one of them does not exist. */
	private async find(portal: number, ids: number[]): Promise<void> {
		for (const id of ids) await this.get(portal, id);
	}

	private async bulk(
		method: 'DELETE' | 'PATCH' | 'POST',
		portal: number,
		call: string,
		body: IDataObject,
		hint = 'Most often no article of the portal has one of these IDs, or the category is of another portal.',
	): Promise<void> {
		const path = `${await this.pathOf(portal)}/bulk_actions/${call}`;
		await this.requester.send({ method, path, body, hint, answer: nothing });
	}
}
