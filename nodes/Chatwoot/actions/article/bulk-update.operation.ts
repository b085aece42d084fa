import { changeProperties, changesFrom, refuseNoChange } from '../kinds/fields';
import { operation } from '../operation/operation';
import { inPortal } from '../portal/contents';
import { categoryField, statusField } from './fields';
import { articlesField, articlesFrom } from './several';

const fields = [categoryField, statusField];

export const bulkUpdateArticles = operation({
	name: 'Bulk Update',
	value: 'bulkUpdate',
	action: 'Update many articles',
	description: 'Publish, archive or move several articles of a help center',
	access: 'administrator',
	on: inPortal,
	fields: [articlesField, ...changeProperties(fields)],
	read(param) {
		const ids = articlesFrom(param);
		const change = changesFrom(fields, param);
		refuseNoChange(param, change);
		return { ids, change };
	},
	async act({ api, id: portal, input: { ids, change } }) {
		await api.articles.changeMany(portal, ids, change);
		return ids.map((id) => ({ id, ...change }));
	},
});
