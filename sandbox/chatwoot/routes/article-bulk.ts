import type { Call } from '../call';
import * as cast from '../http/cast';
import { unprocessable } from '../http/errors';
import { empty } from '../http/reply';
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

/** The translation itself is the work of a service that the sandbox does not have. */
function translate(call: Call) {
	const { allowed_locales } = portalOf(call).config;
	if (!allowed_locales.includes(call.text('locale') ?? '')) {
		throw unprocessable('Locale not available in this portal');
	}
	named(call);
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
