import type { Call } from '../call';
import * as cast from '../http/cast';
import { notFound, serverError } from '../http/errors';
import type { Param } from '../http/params';
import { empty } from '../http/reply';
import { hasWords } from '../rules/article-search';
import { Validation } from '../rules/errors';
import { pageOf, slice } from '../rules/paging';
import { now, unix } from '../state/clock';
import type { Article, ArticleStatus, Portal } from '../state/records';
import { agentView } from '../views/person';
import { reorder } from './categories';
import { portalOf } from './portals';
import type { Routes } from './routes';

const TEXTS = ['title', 'content', 'description', 'slug'] as const;
const LINKS = ['category_id', 'author_id', 'associated_article_id'] as const;
const COLUMNS = [...TEXTS, ...LINKS, 'status', 'locale', 'position', 'meta'];
const STATUSES: ArticleStatus[] = ['draft', 'published', 'archived'];
const PAGE = 25;
const GAP = 10;

function view(call: Call, row: Article) {
	const { state } = call;
	const category = state.categories.get(row.category_id);
	const author = state.users.get(row.author_id);
	return {
		id: row.id,
		slug: row.slug,
		title: row.title,
		content: row.content,
		description: row.description,
		status: row.status,
		position: row.position,
		account_id: row.account_id,
		updated_at: unix(row.updated_at),
		meta: row.meta,
		category: {
			id: category?.id ?? null,
			name: category?.name ?? null,
			slug: category?.slug ?? null,
			locale: category?.locale ?? null,
			icon: category?.icon ?? null,
			icon_color: category?.icon_color ?? null,
		},
		views: null,
		...(author ? { author: agentView(state, author, row.account_id) } : {}),
	};
}

/** A known word or its number; any other word is an exception (chatwoot.md [834]). */
function statusOf(value: Param | undefined): ArticleStatus | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const word = typeof value === 'number' ? STATUSES[value] : STATUSES.find((one) => one === value);
	if (word === undefined) throw serverError(`'${cast.text(value)}' is not a valid status`);
	return word;
}

/** The default slug: the time and the title in lower case (chatwoot.md [833]). */
function slugOf(title: string): string {
	const words =
		title
			.normalize('NFKD')
			.toLowerCase()
			.match(/[a-z\d]+/g) ?? [];
	return [unix(now()), ...words].join('-');
}

function saved(call: Call, row: Omit<Article, 'id'> & { id?: number }) {
	const params = call.wrapped('article', COLUMNS);
	const draft = { ...row, updated_at: now() };
	for (const key of TEXTS) if (key in params) draft[key] = cast.text(cast.scalar(params[key]));
	for (const key of LINKS) {
		if (key in params) draft[key] = cast.id(params[key]) ?? null;
	}
	draft.status = statusOf(cast.scalar(params.status)) ?? draft.status;
	draft.meta = cast.object(params.meta) ?? draft.meta;
	draft.position = cast.int(cast.scalar(params.position) ?? null) ?? draft.position;
	const category = call.state.categories.get(draft.category_id);
	draft.locale = cast.text(cast.scalar(params.locale)) ?? category?.locale ?? draft.locale;
	const check = new Validation();
	if (call.memberId(draft.author_id ?? undefined) === undefined) check.add('author', 'must exist');
	if (draft.author_id === null) check.add('author_id', "can't be blank");
	check.present('title', draft.title).finish();
	draft.slug ??= slugOf(draft.title ?? '');
	return draft;
}

function ofPortal({ state }: Call, portal: Portal): Article[] {
	return state.articles.where((row) => row.portal_id === portal.id);
}

function create(call: Call) {
	const portal = portalOf(call);
	const draft = saved(call, {
		account_id: call.account.id,
		portal_id: portal.id,
		category_id: null,
		author_id: null,
		associated_article_id: null,
		title: null,
		content: null,
		description: null,
		slug: null,
		locale: portal.config.default_locale,
		status: 'draft',
		position: 0,
		meta: {},
		updated_at: 0,
	});
	const neighbours = ofPortal(call, portal).filter((row) => row.category_id === draft.category_id);
	const last = Math.max(0, ...neighbours.map((row) => row.position));
	const position = draft.position || last + GAP;
	return { payload: view(call, call.state.articles.insert({ ...draft, position })) };
}

function one(call: Call): Article {
	const portal = portalOf(call);
	const row = call.state.articles.get(call.id());
	if (row?.portal_id !== portal.id) throw notFound();
	return row;
}

/** What passes the filters of a list: in a category by position, else newest first. */
function chosen(call: Call, portal: Portal): Article[] {
	const [locale, slug, query] = ['locale', 'category_slug', 'query'].map((key) => call.text(key));
	const [author, status] = [cast.id(call.params.author_id), statusOf(call.scalar('status'))];
	const found = ofPortal(call, portal).filter((row) => {
		const category = call.state.categories.get(row.category_id);
		return (
			(!locale || row.locale === locale) &&
			(!slug || category?.slug === slug) &&
			(author === undefined || row.author_id === author) &&
			(status === undefined || row.status === status) &&
			(!query || hasWords(row, query))
		);
	});
	return found.sort((a, b) =>
		slug ? a.position - b.position : b.updated_at - a.updated_at || b.id - a.id,
	);
}

function index(call: Call) {
	const portal = portalOf(call);
	const rows = chosen(call, portal);
	const locale = call.text('locale');
	const all = ofPortal(call, portal).filter((row) => !locale || row.locale === locale);
	const count = (status: ArticleStatus) => all.filter((row) => row.status === status).length;
	return {
		payload: slice(rows, pageOf(call.params.page), PAGE).map((row) => view(call, row)),
		meta: {
			all_articles_count: all.length,
			archived_articles_count: count('archived'),
			articles_count: rows.length,
			current_page: call.params.page ?? 1,
			draft_articles_count: count('draft'),
			mine_articles_count: all.filter((row) => row.author_id === call.user.id).length,
			published_count: count('published'),
		},
	};
}

function update(call: Call) {
	const row = one(call);
	return { payload: view(call, Object.assign(row, saved(call, row))) };
}

export function articleRoutes(on: Routes): void {
	const admin = { admin: true };
	const path = 'portals/:portal_id/articles';
	on.account('GET', path, index);
	on.account('POST', path, create, admin);
	on.account(
		'POST',
		`${path}/reorder`,
		reorder(({ state }) => state.articles.all()),
		admin,
	);
	on.account('GET', `${path}/:id`, (call) => ({ payload: view(call, one(call)) }));
	on.account('PATCH', `${path}/:id`, update, admin);
	const destroy = (call: Call) => {
		call.state.articles.remove(one(call).id);
		return empty();
	};
	on.account('DELETE', `${path}/:id`, destroy, admin);
}
