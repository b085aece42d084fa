import { contactLocator } from '../fields';
import type { Labelled } from '../labelling/labels';
import type { ChatwootParameters } from '../operation/parameters';

/**
 * Operations that change one contact run one after another: the server has no locks that hold.
 * Whatever the account, as one item may name it by an address and the other not at all.
 */
export function contactKey({ param }: { param: ChatwootParameters }): string {
	return `contact ${param.id('contact')}`;
}

export const labelledContact: Labelled = {
	noun: 'contact',
	locator: contactLocator('The contact whose labels it is about'),
	labels: ({ contactLabels }) => contactLabels,
	orderKey: contactKey,
};
