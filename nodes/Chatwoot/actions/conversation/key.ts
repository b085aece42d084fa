import type { ChatwootContext } from '../operation/types';

/**
 * Whatever changes or writes into one conversation runs one after another, in input order. Whatever
 * the account, as one item may name it by an address and the other not at all.
 */
export const conversationKey = ({ param }: Pick<ChatwootContext, 'param'>): string =>
	`conversation ${param.id('conversation')}`;
