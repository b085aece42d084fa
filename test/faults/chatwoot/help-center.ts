import type { Article, Category, Portal } from '../../../sandbox/chatwoot/state/records';
import type { ChatwootSandbox, State } from '../../../sandbox/chatwoot';
import { byId, demo } from '../../Chatwoot/chatwoot';
import { yes } from '../write-case';
import type { WriteCase } from '../write-case';
import { fresh } from './plant';
import { written } from './records';

/** A help center in two languages. */
export const aPortal: Omit<Portal, 'id'> = {
	account_id: 1,
	name: 'Help',
	slug: 'help',
	color: '#1f93ff',
	custom_domain: null,
	header_text: null,
	homepage_link: null,
	page_title: null,
	archived: false,
	config: { allowed_locales: ['en', 'de'], default_locale: 'en', draft_locales: [] },
};

export const aCategory: Omit<Category, 'id'> = {
	account_id: 1,
	portal_id: 1,
	name: 'Orders',
	slug: 'orders',
	locale: 'en',
	description: null,
	position: 1,
	icon: '',
	icon_color: '',
};

export const anArticle: Omit<Article, 'id'> = {
	account_id: 1,
	portal_id: 1,
	category_id: 1,
	author_id: demo.admin,
	associated_article_id: null,
	title: 'Track a parcel',
	content: 'Parcels have a number.',
	description: null,
	slug: 'track-a-parcel',
	locale: 'en',
	status: 'published',
	position: 10,
	meta: {},
	updated_at: 0,
};

type Case = WriteCase<ChatwootSandbox>;

/** The same in a help center, which the demo world lacks. */
function inPortal(each: Case): Case {
	return {
		...each,
		parameters: { portal: byId(1), ...each.parameters },
		prepare(world, count) {
			world.state.portals.insert({ ...aPortal });
			return each.prepare(world, count);
		},
	};
}

/** Only the positions that an item names are its own. */
function reordered(resource: 'article' | 'category'): Case {
	const rows = ({ state }: ChatwootSandbox) =>
		resource === 'article' ? state.articles : state.categories;
	return {
		resource,
		operation: 'reorder',
		parameters: { order: '={{ $json.first }}, {{ $json.second }}' },
		prepare(world, count) {
			return fresh(world, count).map((item) => {
				const first = rows(world).insert({ ...aCategory, ...anArticle } as never).id;
				const second = rows(world).insert({ ...aCategory, ...anArticle } as never).id;
				return { ...item, first, second };
			});
		},
		results: 2,
		times: (world, { first, second }) =>
			yes(
				rows(world).get(Number(first))?.position === 10 &&
					rows(world).get(Number(second))?.position === 20,
			),
	};
}

/** Two articles of each item, changed or deleted together. */
function inBulk(
	operation: string,
	parameters: Case['parameters'],
	isDone: (row: Article | undefined, state: State) => boolean,
): Case {
	return {
		resource: 'article',
		operation,
		parameters: { articles: '={{ $json.first }}, {{ $json.second }}', ...parameters },
		prepare({ state }, count) {
			const draft = () => state.articles.insert({ ...anArticle, status: 'draft' }).id;
			return fresh({ state } as ChatwootSandbox, count).map((item) => ({
				...item,
				first: draft(),
				second: draft(),
			}));
		},
		results: 2,
		times: ({ state }, { first, second }) =>
			yes([first, second].every((id) => isDone(state.articles.get(Number(id)), state))),
	};
}

const title = '={{ $json.text }}';

export const helpCenterCases: Case[] = [
	...written<Omit<Portal, 'id'>>({
		resource: 'portal',
		table: ({ portals }) => portals as never,
		own: (index) => ({ ...aPortal, name: 'before', slug: `before-${index}` }),
		column: 'name',
		value: 'text',
		create: { name: title, slug: '={{ $json.key }}' },
		update: { name: title },
	}),
	...[
		...written<Omit<Category, 'id'>>({
			resource: 'category',
			table: ({ categories }) => categories as never,
			own: (index) => ({ ...aCategory, name: 'before', slug: `before-${index}` }),
			column: 'name',
			value: 'text',
			create: { name: title, slug: '={{ $json.key }}' },
			update: { name: title },
		}),
		...written<Omit<Article, 'id'>>({
			resource: 'article',
			table: ({ articles }) => articles as never,
			own: () => ({ ...anArticle, title: 'before' }),
			column: 'title',
			value: 'text',
			create: { title },
			update: { title },
		}),
		inBulk(
			'bulkUpdate',
			{ updateFields: { status: 'archived' } },
			(row) => row?.status === 'archived',
		),
		inBulk('bulkDelete', {}, (row) => row === undefined),
		inBulk('bulkTranslate', { locale: 'de' }, (row, { articles }) =>
			articles.all().some(({ associated_article_id: of }) => of === row?.id),
		),
		reordered('article'),
		reordered('category'),
	].map(inPortal),
];
