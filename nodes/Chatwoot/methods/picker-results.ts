import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	NodeApiError,
} from 'n8n-workflow';
import { apiError } from '../../shared/errors';
import { narrowed } from '../../shared/locator';
import type { EmptyListReason } from '../actions/kinds/kind';

/**
 * The entries of a picker that contain the typed text. When there are none at all, n8n would only
 * say "No results", but it shows message and description of an error instead of the list.
 */
export function pickerResults(
	context: ILoadOptionsFunctions,
	items: INodeListSearchItems[],
	filter: string | undefined,
	nothing: EmptyListReason,
): INodeListSearchResult {
	if (items.length > 0) return narrowed(items, filter);
	throw pickerError(context, nothing);
}

/** The error with which a picker explains why it has no list. */
export function pickerError(
	context: ILoadOptionsFunctions,
	{ message, description }: EmptyListReason,
): NodeApiError {
	// From other kinds of errors the editor gets only the message.
	return apiError(context.getNode(), { message, description });
}
