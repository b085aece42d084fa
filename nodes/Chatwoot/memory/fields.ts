import type { INodeProperties } from 'n8n-workflow';
import { getHistory } from '../actions/conversation/get-history.operation';

/** A memory holds only words, no files. */
const OF_FILES = ['downloadFiles', 'largestFile', 'outputBinaryPrefix'];

/** The fields of Conversation > Get History, for the conversation in the trigger's event. */
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
