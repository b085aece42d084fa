import type { Call } from '../call';
import * as cast from '../http/cast';
import { notFound, serverError } from '../http/errors';
import { empty } from '../http/reply';
import { Validation } from '../rules/errors';
import { pageOf } from '../rules/paging';
import type { ArticleStatus, Portal } from '../state/records';
import type { Routes } from './routes';

const TEXTS = [
	'name',
	'slug',
	'color',
	'custom_domain',
	'header_text',
	'homepage_link',
	'page_title',
] as const;
const COLUMNS = [...TEXTS, 'archived', 'config'];

/** A portal with its counts; those by status only when it is read alone (chatwoot.md [830]). */
function view(call: Call, portal: Portal, isAlone = false) {
	const { state } = call;
	const articles = state.articles.where((row) => row.portal_id === portal.id);
	const categories = state.categories.where((row) => row.portal_id === portal.id);
	const { allowed_locales, default_locale, draft_locales } = portal.config;
	const count = (status: ArticleStatus) =>
		isAlone ? articles.filter((row) => row.status === status).length : null;
	const ofLocale = (rows: { locale: string }[], code: string) =>
		rows.filter(({ locale }) => locale === code).length;
	return {
		...portal,
		config: {
			allowed_locales: allowed_locales.map((code) => ({
				code,
				articles_count: ofLocale(articles, code),
				categories_count: ofLocale(categories, code),
				draft: draft_locales.includes(code),
			})),
			default_locale,
			layout: portal.config.layout ?? 'classic',
			social_profiles: portal.config.social_profiles ?? {},
			locale_translations: portal.config.locale_translations ?? {},
		},
		meta: {
			all_articles_count: articles.length,
			archived_articles_count: count('archived'),
			published_count: count('published'),
			draft_articles_count: count('draft'),
			categories_count: categories.length,
			default_locale,
		},
	};
}

/** The columns that were sent, checked; slugs are unique in the installation (chatwoot.md [831]). */
function saved(call: Call, row: Omit<Portal, 'id'> & { id?: number }) {
	const params = call.wrapped('portal', COLUMNS);
	const draft = { ...row };
	for (const key of TEXTS) if (key in params) draft[key] = cast.text(cast.scalar(params[key]));
	if ('archived' in params) draft.archived = cast.bool(params.archived) ?? false;
	const config = cast.object(params.config) ?? {};
	const locales = cast.list(config.allowed_locales)?.map((one) => cast.text(one) ?? '');
	const drafts = cast.list(config.draft_locales)?.map((one) => cast.text(one) ?? '');
	draft.config = {
		...draft.config,
		...config,
		allowed_locales: locales ?? draft.config.allowed_locales,
		draft_locales: drafts ?? draft.config.draft_locales,
		default_locale: cast.text(cast.scalar(config.default_locale)) ?? draft.config.default_locale,
	};
	const twin = call.state.portals.find((one) => one.slug === draft.slug && one.id !== draft.id);
	new Validation()
		.present('name', draft.name)
		.present('slug', draft.slug)
		.taken('slug', draft.slug && twin)
		.finish();
	return draft;
}

function create(call: Call) {
	const draft = saved(call, {
		account_id: call.account.id,
		name: null,
		slug: null,
		color: '#1f93ff',
		custom_domain: null,
		header_text: null,
		homepage_link: null,
		page_title: null,
		archived: false,
		config: { allowed_locales: ['en'], default_locale: 'en', draft_locales: [] },
	});
	return view(call, call.state.portals.insert(draft));
}

function bySlug(call: Call, name: string): Portal | undefined {
	return call.state.portals.find(
		(row) => row.slug === call.path[name] && row.account_id === call.account.id,
	);
}

/** An unknown portal is an exception on its own routes, a 404 below them (chatwoot.md [830, 834]). */
function one(call: Call): Portal {
	const portal = bySlug(call, 'id');
	if (!portal) throw serverError("undefined method 'id' for nil");
	return portal;
}

export function portalOf(call: Call): Portal {
	const portal = bySlug(call, 'portal_id');
	if (!portal) throw notFound();
	return portal;
}

function index(call: Call) {
	const portals = call.state.portals.where((row) => row.account_id === call.account.id);
	return {
		payload: portals.map((row) => view(call, row)),
		meta: { current_page: pageOf(call.params.page), portals_count: portals.length },
	};
}

function update(call: Call) {
	const portal = one(call);
	return view(call, Object.assign(portal, saved(call, portal)));
}

function destroy(call: Call) {
	const { id } = one(call);
	const { state } = call;
	state.articles.removeWhere((row) => row.portal_id === id);
	state.categories.removeWhere((row) => row.portal_id === id);
	state.portals.remove(id);
	return empty();
}

export function portalRoutes(on: Routes): void {
	const admin = { admin: true };
	on.account('GET', 'portals', index);
	on.account('POST', 'portals', create, admin);
	on.account('GET', 'portals/:id', (call) => view(call, one(call), true));
	on.account('PATCH', 'portals/:id', update, admin);
	on.account('DELETE', 'portals/:id', destroy, admin);
	on.account('PATCH', 'portals/:id/archive', () => {
		throw serverError("undefined method 'archive' for a portal"); // chatwoot.md [830]
	});
}
