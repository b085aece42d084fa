import { operation } from '../operation/operation';
import { inPortal } from '../portal/contents';
import { articlesField, articlesFrom } from './several';

export const bulkDeleteArticles = operation({
	name: 'Bulk Delete',
	value: 'bulkDelete',
	action: 'Delete many articles',
	description: 'Delete several articles of a help center for good',
	access: 'administrator',
	on: inPortal,
	fields: [articlesField],
	read: articlesFrom,
	async act({ api, id: portal, input: ids }) {
		await api.articles.deleteMany(portal, ids);
		return ids.map((id) => ({ deleted: true, id }));
	},
});
