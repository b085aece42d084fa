import type { INodeProperties } from 'n8n-workflow';
import { filesNamed } from '../../../../shared/binary';
import { lengthOf } from '../../../../shared/text';
import { MAX_CONTENT } from '../../../api/new-message';
import { operation } from '../operation/operation';
import { conversation } from '../places/conversation';
import { messageOutput } from './output';

const contentFields: INodeProperties[] = [
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		description: 'What the customer says. It may stay empty only when files are sent.',
	},
	{
		displayName: 'Attachments',
		name: 'attachments',
		type: 'string',
		default: '',
		placeholder: 'e.g. data, invoice',
		hint: 'The name of the input binary field containing the file to attach; several names separated by commas',
		description: 'Input binary fields whose files are sent with the message, in this order',
	},
];

export const createMessage = operation({
	name: 'Create',
	value: 'create',
	action: 'Create message',
	description: 'Write into a conversation as the customer',
	on: conversation,
	fields: contentFields,
	async read(param, context) {
		const text = param.optionalText('text');
		const length = lengthOf(text ?? '');
		if (length > MAX_CONTENT) {
			param.refuse('text', `has ${length} characters`, `Chatwoot takes ${MAX_CONTENT}.`);
		}
		const attached = await filesNamed(context, 'attachments');
		// The server would store an empty message (chatwoot.md §17.6).
		if (text === undefined && attached.length === 0) {
			param.refuse('text', 'is empty', 'Enter a text, or attach a file.');
		}
		return { text, files: attached };
	},
	act: async ({ api, place, input }) => await api.messages.create(place, input.text, input.files),
	simplify: messageOutput,
});
