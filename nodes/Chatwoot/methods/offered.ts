import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	NodeApiError,
} from 'n8n-workflow';
import { apiError } from '../../shared/errors';
import { narrowed } from '../../shared/locator';
import type { Nothing } from '../actions/kinds/kind';

/**
 * The entries of a picker that contain what was typed. Where there is none at all n8n would say "No
 * results" only; of an error it shows message and description in place of the list.
 */
export function offered(
	context: ILoadOptionsFunctions,
	items: INodeListSearchItems[],
	filter: string | undefined,
	nothing: Nothing,
): INodeListSearchResult {
	if (items.length > 0) return narrowed(items, filter);
	throw notToBeListed(context, nothing);
}

/** The error by which a picker tells why it has no list. */
export function notToBeListed(
	context: ILoadOptionsFunctions,
	{ message, description }: Nothing,
): NodeApiError {
	// Of other kinds of errors the editor is told the message only.
	return apiError(context.getNode(), { message, description });
}
