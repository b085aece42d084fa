import type { IDataObject } from 'n8n-workflow';
import type { Article } from '../../api/help-center';
import { isoTime } from '../kinds/iso-time';
import { kind } from '../kinds/kind';
import { inPortal } from '../portal/contents';

export const articles = kind<Article>({
	noun: 'article',
	example: '12',
	parent: inPortal,
	simplified,
});

function simplified(article: Article): IDataObject {
	const { id, title, slug, status, content, description, position, views, meta } = article;
	const { category, author, updated_at } = article;
	return {
		id,
		title,
		slug,
		status,
		content,
		description,
		category_id: category?.id ?? null,
		category_name: category?.name ?? null,
		author_id: author?.id ?? null,
		author_name: author?.name ?? null,
		position,
		views,
		meta,
		updated_at: isoTime(updated_at),
	};
}
