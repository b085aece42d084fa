import type { Call } from '../call';
import * as cast from '../http/cast';
import { unprocessable } from '../http/errors';
import { empty, json } from '../http/reply';
import { now } from '../state/clock';
import type { Article, ArticleStatus } from '../state/records';
import { portalOf } from './portals';
import type { Routes } from './routes';

const STATUSES = ['draft', 'published', 'archived'];

/** The articles that the ids name; none of them known is an error (chatwoot.md [862]). */
function named(call: Call): Article[] {
	const portal = portalOf(call);
	const ids = (cast.list(call.params.ids) ?? []).map((id) => cast.id(id));
	const rows = call.state.articles.where(
		(row) => row.portal_id === portal.id && ids.includes(row.id),
	);
	if (rows.length === 0) throw unprocessable('No articles found to process');
	return rows;
}

function change(rows: Article[], values: Partial<Article>) {
	for (const row of rows) Object.assign(row, values, { updated_at: now() });
	return empty();
}

function updateStatus(call: Call) {
	const status = call.text('status') ?? '';
	if (!STATUSES.includes(status)) throw unprocessable('Invalid status value');
	return change(named(call), { status: status as ArticleStatus });
}

function updateCategory(call: Call) {
	const category = call.state.categories.get(cast.id(call.params.category_id));
	if (category?.portal_id !== portalOf(call).id) {
		throw unprocessable('Category not found in this portal');
	}
	return change(named(call), { category_id: category.id });
}

function deleteArticles(call: Call) {
	for (const row of named(call)) call.state.articles.remove(row.id);
	return empty();
}

/** The article that is translated, or whose translation is. */
const sourceOf = ({ id, associated_article_id }: Article) => associated_article_id ?? id;

/**
 * Makes drafts in the language, linked to what they translate. The words themselves come from a
 * service that the sandbox does not have: they stay as they are (chatwoot.md §9 Help center).
 */
function translate(call: Call) {
	const portal = portalOf(call);
	const locale = call.text('locale') ?? '';
	if (!portal.config.allowed_locales.includes(locale)) {
		throw unprocessable('Locale not available in this portal');
	}
	const category = call.state.categories
		.where((row) => row.portal_id === portal.id && row.locale === locale)
		.find(({ id }) => id === cast.id(call.params.category_id));
	if (!category && !cast.isBlank(call.params.category_id)) {
		throw unprocessable('Category not found in this portal');
	}
	const sources = named(call);
	const translationOf = (source: Article) =>
		call.state.articles
			.where((row) => row.locale === locale)
			.find(({ associated_article_id }) => associated_article_id === sourceOf(source));
	const known = sources.flatMap((source) => translationOf(source) ?? []);
	if (known.length > 0 && cast.bool(call.params.force) !== true) {
		return json({ duplicate_articles: known.map(({ id, title }) => ({ id, title })) }, 409);
	}
	for (const source of sources) {
		const { title, content, description } = source;
		const words = { title, content, description, updated_at: now() };
		const translation = translationOf(source);
		if (translation) Object.assign(translation, words);
		else {
			call.state.articles.insert({
				...source,
				...words,
				id: undefined,
				associated_article_id: sourceOf(source),
				author_id: call.user.id,
				category_id: category?.id ?? null,
				locale,
				slug: null,
				status: 'draft',
			});
		}
	}
	return empty();
}

export function articleBulkRoutes(on: Routes): void {
	const admin = { admin: true };
	const path = 'portals/:portal_id/articles/bulk_actions';
	on.account('PATCH', `${path}/update_status`, updateStatus, admin);
	on.account('PATCH', `${path}/update_category`, updateCategory, admin);
	on.account('DELETE', `${path}/delete_articles`, deleteArticles, admin);
	on.account('POST', `${path}/translate`, translate, admin);
}
