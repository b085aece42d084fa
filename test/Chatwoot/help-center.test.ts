import { aCategory, anArticle, aPortal } from '../faults/chatwoot/help-center';
import { byId, demo } from './chatwoot';
import { asAgent, Desk } from './desk';

const portals = new Desk('portal');
const help = { name: 'Help', slug: 'help' };
const portal = byId(1);

const addPortal = ({ chatwoot }: Desk) => void chatwoot.state.portals.insert({ ...aPortal });

describe('Portal', () => {
	it('is made with its languages', async () => {
		const additionalFields = {
			locales: 'en, de',
			defaultLocale: 'de',
			homepage: 'https://x.example',
		};
		const [row] = await portals.output('create', { ...help, additionalFields });
		const config = { allowed_locales: ['en', 'de'], default_locale: 'de' };
		expect(portals.sent('POST')).toEqual([
			['/portals', { portal: { ...help, homepage_link: 'https://x.example', config } }],
		]);
		expect(row).toMatchObject({ slug: 'help', config: { default_locale: 'de' } });
	});

	it('is found by its ID, although the server goes by the slug', async () => {
		addPortal(portals);
		expect(await portals.output('getMany', {}, asAgent)).toMatchObject([{ id: 1, slug: 'help' }]);
		const [row] = await portals.output('get', { portal }, asAgent);
		expect(row).toMatchObject({ id: 1, meta: { published_count: 0 } });
		expect(await portals.refusal('get', { portal: byId(9) })).toContain('did not find portal 9');
	});

	it('keeps its languages when another one is to come first', async () => {
		addPortal(portals);
		const updateFields = { defaultLocale: 'de', archived: true };
		const [row] = await portals.output('update', { portal, updateFields });
		expect(row).toMatchObject({ archived: true, config: { default_locale: 'de' } });
		expect(portals.sent('PATCH')).toEqual([
			[
				'/portals/help',
				{
					portal: {
						archived: true,
						config: { allowed_locales: ['en', 'de'], default_locale: 'de' },
					},
				},
			],
		]);
	});

	it('is deleted with all that stands in it', async () => {
		addPortal(portals);
		portals.chatwoot.state.articles.insert(anArticle);
		expect(await portals.output('delete', { portal })).toEqual([{ deleted: true, id: 1 }]);
		expect(portals.chatwoot.state.articles.all()).toEqual([]);
	});

	it.each<[string, object, string]>([
		['no name', { name: ' ' }, '"Name" is empty'],
		['no slug', { slug: '' }, '"Slug" is empty'],
		['a slug with blanks', { slug: 'Help Us' }, '"Slug" cannot be used in an address: "Help Us"'],
		[
			'no language',
			{ additionalFields: { locales: ' ' } },
			'"Additional Fields > Locales" is empty',
		],
		[
			'a homepage that is none',
			{ additionalFields: { homepage: 'x' } },
			'"Additional Fields > Homepage" is not a web address',
		],
	])('refuses %s before any request', async (_name, change, message) => {
		expect(await portals.refusal('create', { ...help, ...change })).toContain(message);
		expect(portals.chatwoot.requests).toEqual([]);
	});
});

describe('Category', () => {
	const desk = new Desk('category');
	beforeEach(() => {
		addPortal(desk);
		desk.chatwoot.state.categories.insert({ ...aCategory });
	});
	const category = byId(1);

	it('is made, read, changed and deleted in its portal', async () => {
		const orders = { portal, name: 'Bestellungen', slug: 'orders' };
		const additionalFields = { locale: 'de', icon: '📦', position: 2 };
		const [made] = await desk.output('create', { ...orders, additionalFields });
		expect(made).toMatchObject({ id: 2, locale: 'de', icon: '📦', position: 2 });
		expect(desk.sent('POST')[0][0]).toBe('/portals/help/categories');
		expect(await desk.output('getMany', { portal }, asAgent)).toHaveLength(2);
		const inGerman = { portal, filters: { locale: 'de' } };
		expect(await desk.output('getMany', inGerman)).toMatchObject([{ id: 2 }]);
		const updateFields = { name: 'Your orders' };
		const [changed] = await desk.output('update', { portal, category, updateFields });
		expect(changed).toMatchObject({ id: 1, name: 'Your orders' });
		expect(await desk.output('get', { portal, category })).toMatchObject([{ id: 1 }]);
		await desk.output('delete', { portal, category });
		expect(await desk.refusal('get', { portal, category })).toContain('category 1');
	});

	it('is moved to its position', async () => {
		desk.chatwoot.state.categories.insert({ ...aCategory, slug: 'second' });
		expect(await desk.output('reorder', { portal, order: '2, 1' })).toEqual([
			{ id: 2, position: 10 },
			{ id: 1, position: 20 },
		]);
		expect(await desk.output('getMany', { portal })).toMatchObject([{ id: 2 }, { id: 1 }]);
	});

	it.each<[string, string, object, string]>([
		['no portal', 'getMany', {}, '"Portal" is empty'],
		['no category', 'get', { portal }, '"Category" is empty'],
		['no order', 'reorder', { portal, order: '' }, '"IDs in Order" is empty'],
		['no change', 'update', { portal, category, updateFields: {} }, '"Update Fields" is empty'],
	])('refuses %s before any request', async (_name, operation, change, message) => {
		expect(await desk.refusal(operation, change)).toContain(message);
		expect(desk.chatwoot.requests).toEqual([]);
	});

	it('reports why the server refuses a language', async () => {
		const french = { portal, name: 'F', slug: 'f', additionalFields: { locale: 'fr' } };
		expect(await desk.refusal('create', french)).toContain("not part of portal's");
		const again = { portal, name: 'Orders', slug: 'orders' };
		expect(await desk.refusal('create', again)).toContain('another category in this language');
	});
});

describe('Article', () => {
	const desk = new Desk('article');
	beforeEach(() => {
		addPortal(desk);
		desk.chatwoot.state.categories.insert({ ...aCategory });
		desk.chatwoot.state.articles.insert({ ...anArticle, updated_at: Date.now() });
	});
	const article = byId(1);

	it('is written in Markdown by the user of the token', async () => {
		const text = '# Paying\n\nUse a **card**.';
		const meta = { title: 'Pay', tags: ['pay'] };
		const additionalFields = { category: '1', status: 'published', meta, translationOf: 1 };
		const [row] = await desk.output('create', {
			portal,
			title: 'How to pay',
			text,
			additionalFields,
		});
		expect(desk.sent('POST')).toEqual([
			[
				'/portals/help/articles',
				{
					article: {
						author_id: demo.admin,
						title: 'How to pay',
						content: text,
						category_id: 1,
						meta,
						associated_article_id: 1,
						status: 'published',
					},
				},
			],
		]);
		expect(row).toMatchObject({
			content: text,
			status: 'published',
			category_name: 'Orders',
			author_name: 'Alice Admin',
			slug: expect.stringMatching(/how-to-pay$/),
		});
	});

	it('may be by somebody else', async () => {
		const additionalFields = { author: demo.agent };
		const [row] = await desk.output('create', { portal, title: 'X', additionalFields });
		expect(row).toMatchObject({ author_name: 'Arthur Agent', status: 'draft' });
	});

	it.each<[string, object, number]>([
		['all', {}, 1],
		['words', { search: 'parcel' }, 1],
		['other words', { search: 'money' }, 0],
		['a status', { status: 'draft' }, 0],
		['an author', { author: demo.agent }, 0],
		['a category', { category: byId(1) }, 1],
		['a category that is empty', { category: byId(2) }, 0],
		['a category in another language', { category: byId(1), locale: 'de' }, 0],
		['a language', { locale: 'de' }, 0],
	])('is listed by %s', async (_name, filters, count) => {
		desk.chatwoot.state.categories.insert({ ...aCategory, locale: 'de' });
		expect(await desk.output('getMany', { portal, filters }, asAgent)).toHaveLength(count);
	});

	it('is listed to the end', async () => {
		for (let index = 0; index < 60; index++) desk.chatwoot.state.articles.insert({ ...anArticle });
		const all = await desk.output('getMany', { portal, returnAll: true });
		expect(new Set(all.map(({ id }) => id)).size).toBe(61);
	});

	it('is archived, moved, put in its place and deleted', async () => {
		desk.chatwoot.state.categories.insert({ ...aCategory, slug: 'old', name: 'Old' });
		const updateFields = { status: 'archived', category: '2' };
		const [row] = await desk.output('update', { portal, article, updateFields });
		expect(row).toMatchObject({ status: 'archived', category_name: 'Old' });
		await desk.output('reorder', { portal, order: [1] });
		expect(await desk.output('get', { portal, article })).toMatchObject([{ position: 10 }]);
		await desk.output('delete', { portal, article });
		expect(await desk.refusal('get', { portal, article })).toContain('did not find article 1');
	});

	it.each<[string, string, object, string]>([
		['no title', 'create', { portal, title: '' }, '"Title" is empty'],
		[
			'an unknown status',
			'update',
			{ portal, article, updateFields: { status: 'hidden' } },
			'"Update Fields > Status" is "hidden"',
		],
		[
			'a category by name',
			'create',
			{ portal, title: 'x', additionalFields: { category: 'Orders' } },
			'is not an ID: "Orders"',
		],
		['no article', 'delete', { portal }, '"Article" is empty'],
	])('refuses %s before any request', async (_name, operation, change, message) => {
		expect(await desk.refusal(operation, change)).toContain(message);
		expect(desk.chatwoot.requests).toEqual([]);
	});
});

describe('Several articles', () => {
	const desk = new Desk('article');
	const rows = () => desk.chatwoot.state.articles.all();
	beforeEach(() => {
		const { state } = desk.chatwoot;
		addPortal(desk);
		state.categories.insert(aCategory);
		state.categories.insert({ ...aCategory, name: 'Returns', slug: 'returns' });
		for (const title of ['A', 'B', 'C']) state.articles.insert({ ...anArticle, title });
	});
	const where = { portal, articles: '1, 3' };

	it('are put away and moved together', async () => {
		const updateFields = { status: 'archived', category: byId(2) };
		expect(await desk.output('bulkUpdate', { ...where, updateFields })).toEqual(
			[1, 3].map((id) => ({ id, status: 'archived', category_id: 2 })),
		);
		expect(desk.sent('PATCH')).toEqual([
			['/portals/help/articles/bulk_actions/update_status', { ids: [1, 3], status: 'archived' }],
			['/portals/help/articles/bulk_actions/update_category', { ids: [1, 3], category_id: 2 }],
		]);
		expect(rows().map(({ status }) => status)).toEqual(['archived', 'published', 'archived']);
		expect(rows().map(({ category_id }) => category_id)).toEqual([2, 1, 2]);
	});

	it('are deleted together', async () => {
		expect(await desk.output('bulkDelete', { ...where, articles: [3, 1] })).toEqual(
			[3, 1].map((id) => ({ deleted: true, id })),
		);
		expect(rows().map(({ title }) => title)).toEqual(['B']);
	});

	it('are translated into linked drafts, and again only on purpose', async () => {
		desk.chatwoot.state.categories.insert({ ...aCategory, locale: 'de', name: 'Bestellungen' });
		const additionalFields = { category: byId(3) };
		const into = { ...where, locale: 'de', additionalFields };
		const started = [1, 3].map((id) => ({ id, locale: 'de', started: true }));
		expect(await desk.output('bulkTranslate', into)).toEqual(started);
		const body = { ids: [1, 3], locale: 'de', category_id: 3 };
		const path = '/portals/help/articles/bulk_actions/translate';
		expect(desk.sent('POST')).toEqual([[path, body]]);
		const drafts = rows().slice(3);
		expect(drafts.map(({ associated_article_id: of }) => of)).toEqual([1, 3]);
		expect(drafts[0]).toMatchObject({ status: 'draft', category_id: 3, title: 'A' });
		expect(await desk.refusal('bulkTranslate', into)).toContain(
			'Chatwoot has this already: article 4 (A), 5 (C)',
		);
		rows()[0].title = 'Anew';
		const replaceTranslations = true;
		const anew = { ...into, additionalFields: { ...additionalFields, replaceTranslations } };
		expect(await desk.output('bulkTranslate', anew)).toEqual(started);
		expect(rows().map(({ title }) => title)).toEqual(['Anew', 'B', 'C', 'Anew', 'C']);
	});

	it.each([
		['another language', 'fr', byId(1), 'Locale not available in this portal'],
		['a category in another language', 'de', byId(1), 'Category not found in this portal'],
	])('are not translated into %s', async (_name, locale, category, text) => {
		const into = { ...where, locale, additionalFields: { category } };
		expect(await desk.refusal('bulkTranslate', into)).toContain(text);
		expect(rows()).toHaveLength(3);
	});

	it.each([
		['bulkTranslate', {}, '"Locale" is empty'],
		['bulkDelete', { articles: '1, 99' }, 'did not find article 99'],
		['bulkDelete', { articles: '' }, '"Article IDs" is empty'],
		['bulkDelete', { articles: '1, 2x' }, '"Article IDs" holds what is no ID: "2x"'],
		['bulkUpdate', {}, '"Update Fields" is empty'],
		['bulkUpdate', { updateFields: { status: 'hidden' } }, '"Update Fields > Status" is "hidden"'],
		[
			'bulkUpdate',
			{ updateFields: { category: byId('x') } },
			'"Update Fields > Category" is not an',
		],
	])('are left alone: %s of %j', async (operation, change, text) => {
		expect(await desk.refusal(operation, { ...where, ...change })).toContain(text);
		expect([...desk.sent('PATCH'), ...desk.sent('DELETE')]).toEqual([]);
	});

	it('stay where they are when the category is of another portal', async () => {
		const change = { ...where, updateFields: { category: byId(77) } };
		expect(await desk.refusal('bulkUpdate', change)).toContain('the category is of another portal');
	});
});
