import type { INodeProperties } from 'n8n-workflow';
import type { OperationResult } from '../../../shared/operation';
import type { AccountApi } from '../../api';
import type { ChatwootContext, Operation } from '../operation/types';
import { accountLocator, conversationLocator } from '../fields';
import type { ChatwootParameters } from '../parameters/parameters';
import { conversationKey } from './key';

interface Deed<Given> {
	/** The parameters besides account and conversation. */
	fields?: INodeProperties[];
	/** Reads and checks them, before any request. */
	read?(param: ChatwootParameters): Given;
	act(
		api: AccountApi,
		conversation: number,
		given: Given,
		context: ChatwootContext,
	): Promise<OperationResult>;
}

type Deeds = Pick<Operation, 'properties' | 'orderKey' | 'run'>;

/** What all operations on one conversation have in common: its locator, its lock, its order. */
export function onConversation<Given>({ fields = [], read, act }: Deed<Given>): Deeds {
	return {
		properties: [accountLocator, conversationLocator, ...fields],
		orderKey: conversationKey,
		async run(context) {
			const { param, account } = context;
			const conversation = param.id('conversation');
			const given = read?.(param) as Given;
			return await act(await account(), conversation, given, context);
		},
	};
}
