import type { ChatwootContext } from '../context';

/** Whatever changes or writes into one conversation runs one after another, in input order. */
export const conversationKey = ({ param }: Pick<ChatwootContext, 'param'>): string =>
	`conversation ${param.id('conversation')} in ${param.accountId() ?? ''}`;
