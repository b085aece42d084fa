import type { ChatwootParameters } from '../parameters/parameters';

/**
 * Operations that change one contact run one after another: the server has no locks that hold.
 * Whatever the account, as one item may name it by an address and the other not at all.
 */
export function contactKey({ param }: { param: ChatwootParameters }): string {
	return `contact ${param.id('contact')}`;
}
