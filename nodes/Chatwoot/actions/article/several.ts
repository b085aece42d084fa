import type { INodeProperties } from 'n8n-workflow';
import type { ChatwootParameters } from '../parameters/parameters';

export const articlesField: INodeProperties = {
	displayName: 'Article IDs',
	name: 'articles',
	type: 'string',
	default: '',
	placeholder: 'e.g. 12, 7, 9',
	description:
		'The IDs of the articles, separated by commas, or a list from an expression. All of them have to exist.',
};

export function articlesFrom(param: ChatwootParameters): number[] {
	const ids = param.ids('articles');
	return ids.length > 0 ? ids : param.refuse('articles', 'is empty');
}
