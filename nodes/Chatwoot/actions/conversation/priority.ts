import type { INodeProperties } from 'n8n-workflow';
import { PRIORITIES } from '../../api/conversation-changes';
import type { Priority } from '../../api/conversation-changes';
import type { ChatwootParameters } from '../parameters/parameters';

export const priorityField: INodeProperties = {
	displayName: 'Priority',
	name: 'priority',
	type: 'options',
	options: [
		{ name: 'High', value: 'high' },
		{ name: 'Low', value: 'low' },
		{ name: 'Medium', value: 'medium' },
		{ name: 'None', value: 'none' },
		{ name: 'Urgent', value: 'urgent' },
	],
	default: 'medium',
	description: 'How urgent the conversation is: low, medium, high, urgent or none',
};

/**
 * The priority; null clears it, undefined means that it was not given. An unknown word gives a 500
 * (chatwoot.md §5).
 */
export function priorityFrom(param: ChatwootParameters, path: string): Priority | null | undefined {
	const word = param.optionalChoice(path, [...PRIORITIES, 'none'] as const);
	return word === 'none' ? null : word;
}
