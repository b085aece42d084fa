import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { interactive } from '../../../shared/request';
import { onOneLine } from '../../../shared/text';
import { pickerError, pickerResults } from '../../methods/picker-results';
import { openClient } from '../../api/client';
import type { ClientConversation } from '../../api/client/types';

/** The conversations of the chosen customer, the newest first. */
export async function searchConversations(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const sourceId = String(this.getCurrentNodeParameter('sourceId') ?? '').trim();
	if (sourceId === '' || sourceId.startsWith('=')) {
		throw pickerError(this, {
			message: 'Enter the Source ID first',
			description: 'It cannot be an expression here. Enter the conversation by its ID then.',
		});
	}
	const api = await openClient(this, interactive);
	const items = (await api.conversations.list(sourceId)).map(conversationItem);
	return pickerResults(this, items, filter, {
		message: 'The customer has no conversation yet',
		description: 'Conversation > Create begins one.',
	});
}

function conversationItem({ id, status, messages }: ClientConversation) {
	const said = onOneLine(messages.at(-1)?.content ?? '', 60);
	return { name: `#${id}, ${status}${said ? `: ${said}` : ''}`, value: id };
}
