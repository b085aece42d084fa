import type { INodeProperties } from 'n8n-workflow';
import { getHistory } from '../actions/conversation/get-history.operation';

/** Those of Conversation > Get History, of the conversation that the trigger tells of. */
export const memoryFields: INodeProperties[] = getHistory.properties.map((property) =>
	property.name === 'conversation'
		? { ...property, default: { mode: 'id', value: '={{ $json.conversation.id }}' } }
		: property,
);
