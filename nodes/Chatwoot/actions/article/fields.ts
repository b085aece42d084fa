import { categories } from '../category';
import { choiceOfRecord } from '../kinds/choice-of-record';
import { choice, field, name, text } from '../kinds/fields';
import type { Field } from '../kinds/fields';
import { locatorOf } from '../kinds/kind';
import { localeField } from '../portal/locale';
import { slug } from '../portal/slug';
import { articles } from './kind';

/** The server crashes on an unknown status (chatwoot.md [834]). */
export const STATUSES = ['archived', 'draft', 'published'] as const;

export const statusField = choice('status', {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'Archived', value: 'archived', description: 'Put away' },
		{ name: 'Draft', value: 'draft', description: 'Only agents see it' },
		{ name: 'Published', value: 'published', description: 'Everybody can read it' },
	],
	default: 'published',
	description: 'Who sees the article: archived, draft or published',
});

export const authorField = choiceOfRecord('author_id', {
	displayName: 'Author Name or ID',
	name: 'author',
	method: 'getAgents',
	description: 'Who has written the article; the user of the token when empty',
});

export const categoryField = field(
	'category_id',
	locatorOf(categories, 'The category that the article stands in'),
	(param, path) => param.optionalId(path),
);

export const articleFields: Field[] = [
	name(
		'title',
		{ displayName: 'Title', name: 'title', description: 'The title of the article' },
		{ isNeeded: true },
	),
	text(
		'content',
		{
			displayName: 'Text',
			name: 'text',
			typeOptions: { rows: 8 },
			description: 'The text of the article in Markdown',
		},
		{ isUsual: true },
	),
	categoryField,
	text('description', {
		displayName: 'Description',
		name: 'description',
		description: 'What the article is about, for search engines',
	}),
	localeField,
	field(
		'meta',
		{
			displayName: 'Meta (JSON)',
			name: 'meta',
			type: 'json',
			default: '',
			placeholder: 'e.g. { "title": "Pay", "description": "How to pay", "tags": ["pay"] }',
			description: 'Title, description and tags for search engines; replaces what was there',
		},
		(param, path) => param.optionalObject(path),
	),
	slug({ description: 'Its name in addresses; made of the time and the title when empty' }),
	field(
		'associated_article_id',
		locatorOf(articles, 'The article in the other language that this one translates', {
			displayName: 'Translation Of',
			name: 'translationOf',
		}),
		(param, path) => param.optionalId(path),
	),
];
