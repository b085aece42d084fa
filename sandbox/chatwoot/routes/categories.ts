import type { Call } from '../call';
import * as cast from '../http/cast';
import { notFound } from '../http/errors';
import { empty } from '../http/reply';
import { Validation } from '../rules/errors';
import { pageOf } from '../rules/paging';
import type { Category, Portal } from '../state/records';
import { portalOf } from './portals';
import type { Routes } from './routes';

const TEXTS = ['name', 'slug', 'description'] as const;
const MARKS = ['icon', 'icon_color'] as const;
const COLUMNS = [...TEXTS, ...MARKS, 'locale', 'position', 'parent_category_id'];

function view(call: Call, row: Category) {
	const { id, name, slug, locale, description, position, account_id, icon, icon_color } = row;
	const articles = call.state.articles.where(({ category_id }) => category_id === id);
	return {
		...{ id, name, slug, locale, description, position, account_id, icon, icon_color },
		meta: { articles_count: articles.length },
	};
}

/** The columns that were sent; a slug is unique in a locale of its portal (chatwoot.md [832]). */
function saved(call: Call, portal: Portal, row: Omit<Category, 'id'> & { id?: number }) {
	const params = call.wrapped('category', COLUMNS);
	const draft = { ...row };
	for (const key of TEXTS) if (key in params) draft[key] = cast.text(cast.scalar(params[key]));
	for (const key of MARKS) {
		if (key in params) draft[key] = cast.text(cast.scalar(params[key])) ?? '';
	}
	if ('position' in params) draft.position = cast.int(cast.scalar(params.position) ?? null);
	draft.locale = cast.text(cast.scalar(params.locale)) ?? draft.locale;
	const check = new Validation().present('slug', draft.slug).present('name', draft.name);
	const { allowed_locales: allowed } = portal.config;
	if (!allowed.includes(draft.locale)) {
		const list = cast.inspect(allowed);
		check.add('locale', `${draft.locale} of category is not part of portal's ${list}.`);
	}
	const twin = call.state.categories.find(
		(one) =>
			one.portal_id === portal.id &&
			one.slug === draft.slug &&
			one.locale === draft.locale &&
			one.id !== draft.id,
	);
	if (twin) check.add('locale', 'should be unique in the category and portal');
	check.finish();
	return draft;
}

function create(call: Call) {
	const portal = portalOf(call);
	const draft = saved(call, portal, {
		account_id: call.account.id,
		portal_id: portal.id,
		name: null,
		slug: null,
		locale: portal.config.default_locale,
		description: null,
		position: null,
		icon: '',
		icon_color: '',
	});
	return { payload: view(call, call.state.categories.insert(draft)) };
}

function one(call: Call): Category {
	const portal = portalOf(call);
	const row = call.state.categories.get(call.id());
	if (row?.portal_id !== portal.id) throw notFound();
	return row;
}

function index(call: Call) {
	const portal = portalOf(call);
	const locale = call.text('locale');
	const rows = call.state.categories
		.where((row) => row.portal_id === portal.id && (locale === null || row.locale === locale))
		.sort((a, b) => (a.position ?? Infinity) - (b.position ?? Infinity));
	return {
		payload: rows.map((row) => view(call, row)),
		meta: { current_page: pageOf(call.params.page), categories_count: rows.length },
	};
}

function update(call: Call) {
	const row = one(call);
	return { payload: view(call, Object.assign(row, saved(call, portalOf(call), row))) };
}

function destroy(call: Call) {
	const { id } = one(call);
	for (const article of call.state.articles.where((row) => row.category_id === id)) {
		article.category_id = null;
	}
	call.state.categories.remove(id);
	return empty();
}

/** New positions by id; foreign ids are skipped. */
export function reorder(
	rowsOf: (call: Call) => { id: number; portal_id: number; position: unknown }[],
) {
	return (call: Call) => {
		const portal = portalOf(call);
		const positions = cast.object(call.params.positions_hash) ?? {};
		for (const row of rowsOf(call).filter(({ portal_id }) => portal_id === portal.id)) {
			if (String(row.id) in positions) row.position = cast.int(positions[row.id]);
		}
		return empty();
	};
}

export function categoryRoutes(on: Routes): void {
	const admin = { admin: true };
	const path = 'portals/:portal_id/categories';
	on.account('GET', path, index);
	on.account('POST', path, create, admin);
	on.account(
		'POST',
		`${path}/reorder`,
		reorder(({ state }) => state.categories.all()),
		admin,
	);
	on.account('GET', `${path}/:id`, (call) => ({ payload: view(call, one(call)) }));
	on.account('PATCH', `${path}/:id`, update, admin);
	on.account('DELETE', `${path}/:id`, destroy, admin);
}
