import type { INodeProperties } from 'n8n-workflow';
import { getHistory } from '../actions/conversation/get-history.operation';

/** A memory holds words only. */
const OF_FILES = ['downloadFiles', 'largestFile', 'outputBinaryPrefix'];

/** Those of Conversation > Get History, of the conversation that the trigger tells of. */
export const memoryFields: INodeProperties[] = getHistory.properties.map((property) => {
	const { name, options = [] } = property;
	if (name === 'conversation') {
		return { ...property, default: { mode: 'id', value: '={{ $json.conversation.id }}' } };
	}
	if (name !== 'additionalFields') return property;
	return {
		...property,
		options: options.filter((option) => !OF_FILES.includes(option.name)),
	};
});
