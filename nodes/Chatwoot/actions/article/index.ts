import { bodyOf } from '../../../shared/request';
import type { Article } from '../../api/help-center';
import type { Resource } from '../operation/types';
import { contentOperations } from '../portal/contents';
import { localeFilter } from '../portal/locale';
import { bulkDeleteArticles } from './bulk-delete.operation';
import { bulkTranslateArticles } from './bulk-translate.operation';
import { bulkUpdateArticles } from './bulk-update.operation';
import { articleFields, authorField, statusField } from './fields';
import { articleFilters, articleQueryFrom } from './query';
import { articles } from './kind';

export const article: Resource = {
	name: 'Article',
	value: 'article',
	description: 'What people read in a help center',
	operations: [
		bulkDeleteArticles,
		bulkTranslateArticles,
		bulkUpdateArticles,
		...contentOperations<Article>({
			kind: articles,
			of: (api) => api.articles,
			fields: [...articleFields, authorField, statusField],
			filters: [localeFilter(articleFilters)],
			queryFrom: articleQueryFrom,
			// An article needs an author (chatwoot.md §9).
			presets: async ({ chatwoot }) => ({ author_id: bodyOf(await chatwoot.profile.get()).id }),
			told: {
				create: 'Write an article in Markdown; it is a draft unless it is published at once',
				delete: 'Delete an article for good; Update with the status Archived puts it away',
				get: 'Get one article with its text',
				getMany: 'Get articles of a help center: the newest first, in one category by their places',
				reorder: 'Put articles of a category into an order',
				update: 'Change, publish, archive or move an article',
			},
		}),
	],
};
