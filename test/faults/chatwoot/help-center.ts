import type { Article, Category, Portal } from '../../../sandbox/chatwoot/state/records';
import { demo } from '../../Chatwoot/chatwoot';

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
