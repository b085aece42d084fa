import type { INodeProperties } from 'n8n-workflow';
import type { OperationResult } from '../../../shared/operation';
import type { AccountApi } from '../../api';
import type { Message } from '../../api/types';
import type { ChatwootContext, Operation } from '../operation/types';
import { conversationKey } from '../conversation/key';
import { accountLocator, conversationLocator } from '../fields';
import type { ChatwootParameters } from '../parameters/parameters';

export const messageIdField: INodeProperties = {
	displayName: 'Message ID',
	name: 'message',
	type: 'string',
	default: '',
	placeholder: '1234',
	description: 'The ID of the message, from the output of other operations, or its pasted address',
};

/** A message by its place. */
export interface Place {
	conversation: number;
	message: number;
}

interface Deed<Given> {
	/** The parameters besides account, conversation and message. */
	fields?: INodeProperties[];
	/** Reads and checks them, before any request. */
	read?(param: ChatwootParameters): Given;
	act(
		api: AccountApi,
		place: Place,
		given: Given,
		context: ChatwootContext,
	): Promise<OperationResult>;
}

/** What all operations on one message have in common: its place, its lock, its order. */
export function onMessage<Given>({
	fields = [],
	read,
	act,
}: Deed<Given>): Pick<Operation, 'properties' | 'orderKey' | 'run'> {
	return {
		properties: [accountLocator, conversationLocator, messageIdField, ...fields],
		orderKey: conversationKey,
		async run(context) {
			const { param, account } = context;
			const place = { conversation: param.id('conversation'), message: param.id('message') };
			const given = read?.(param) as Given;
			return await act(await account(), place, given, context);
		},
	};
}

/** The message at a place; refused when the conversation has none with this id. */
export async function messageAt(
	{ messages }: AccountApi,
	{ conversation, message }: Place,
	param: ChatwootParameters,
): Promise<Message> {
	const found = await messages.find(conversation, message);
	return (
		found ?? param.refuse('message', `is not a message of conversation ${conversation}: ${message}`)
	);
}
