import type { IDataObject } from 'n8n-workflow';
import type { ChatwootSandbox } from '../../../sandbox/chatwoot';
import { byId, demo } from '../../Chatwoot/chatwoot';
import { yes } from '../write-case';
import type { WriteCase } from '../write-case';
import { conversations, fresh, messages, twins } from './plant';

type Case = WriteCase<ChatwootSandbox>;

const conversation = byId('={{ $json.conversation }}');
const message = '={{ $json.message }}';
const text = '={{ $json.text }}';
const person = { findBy: 'email', email: '={{ $json.mail }}', inbox: byId(demo.api) };
const textFile = ({ text, key }: IDataObject) => ({
	content: String(text),
	fileName: `${String(key)}.txt`,
	mimeType: 'text/plain',
});

const messagesOf = ({ state }: ChatwootSandbox, { text }: IDataObject) =>
	state.messages.where((row) => row.content === text).length;
/** The text of a note is followed by the addresses for the answer. */
const questionsOf = ({ state }: ChatwootSandbox, { text }: IDataObject) =>
	state.messages.where((row) => row.content?.split('\n')[0] === text).length;
const rowOf = ({ state }: ChatwootSandbox, { message: id }: IDataObject) =>
	state.messages.get(Number(id));

const isDeleted: Case['times'] = (world, item) =>
	yes(rowOf(world, item)?.content_attributes.deleted === true);

export const messageCases: Case[] = [
	{
		resource: 'message',
		operation: 'create',
		parameters: { conversation, text },
		prepare: conversations(),
		times: messagesOf,
	},
	{
		resource: 'message',
		operation: 'create',
		variant: 'in a closed conversation',
		parameters: { conversation, text, additionalFields: { reopen: true } },
		prepare: conversations(() => ({ status: 'resolved' })),
		times: messagesOf,
	},
	{
		resource: 'message',
		operation: 'create',
		variant: 'with a key',
		parameters: { conversation, text, additionalFields: { messageKey: '={{ $json.key }}' } },
		prepare: conversations(),
		times: messagesOf,
	},
	{
		resource: 'message',
		operation: 'create',
		variant: 'with a key, as several messages',
		parameters: {
			conversation,
			text: '={{ $json.text }}\n\nAnd more',
			additionalFields: {
				messageKey: '={{ $json.key }}',
				reopen: true,
				severalMessages: { split: { typing: 0 } },
			},
		},
		prepare: conversations(() => ({ status: 'resolved' })),
		times: messagesOf,
	},
	{
		resource: 'message',
		operation: 'create',
		variant: 'with a file',
		parameters: { conversation, text, attachments: 'data' },
		prepare: conversations(),
		file: textFile,
		times: messagesOf,
	},
	{
		resource: 'message',
		operation: 'create',
		variant: 'as several messages, only if nothing is new',
		parameters: {
			conversation,
			text: '={{ $json.text }}\n\nAnd more',
			additionalFields: {
				nothingNewSince: message,
				severalMessages: { split: { typing: 0 } },
			},
		},
		prepare: messages(),
		times: messagesOf,
	},
	{
		resource: 'message',
		operation: 'sendAndWait',
		parameters: { conversation, message: text },
		prepare: conversations(),
		asks: true,
		times: questionsOf,
	},
	{
		resource: 'message',
		operation: 'sendAndWait',
		variant: 'for a reply',
		parameters: { conversation, message: text, ask: 'customer' },
		prepare: conversations(),
		asks: true,
		times: questionsOf,
	},
	{
		resource: 'message',
		operation: 'sendToContact',
		parameters: { ...person, text },
		prepare: fresh,
		times: messagesOf,
		extras: twins,
	},
	{
		resource: 'message',
		operation: 'sendToContact',
		variant: 'as several messages, only if nothing is new',
		parameters: {
			...person,
			text: '={{ $json.text }}\n\nAnd more',
			additionalFields: {
				nothingNewSince: message,
				severalMessages: { split: { typing: 0 } },
			},
		},
		prepare: messages(),
		times: messagesOf,
	},
	{
		resource: 'message',
		operation: 'sendToContact',
		variant: 'with an open conversation',
		parameters: { ...person, text },
		prepare: conversations(),
		times: messagesOf,
		extras: twins,
	},
	{
		resource: 'message',
		operation: 'delete',
		parameters: { conversation, message },
		prepare: messages(),
		times: isDeleted,
	},
	{
		resource: 'message',
		operation: 'delete',
		variant: 'by its key',
		parameters: { conversation, messageKey: 'order shipped' },
		prepare: messages(() => ({ content_attributes: { message_key: 'order shipped' } })),
		times: isDeleted,
	},
	{
		resource: 'message',
		operation: 'retry',
		parameters: { conversation, message },
		prepare: messages(() => ({ status: 'failed' })),
		times: (world, item) => yes(rowOf(world, item)?.status === 'sent'),
	},
	{
		resource: 'message',
		operation: 'setStatus',
		parameters: { conversation, message, status: 'delivered' },
		prepare: messages(),
		times: (world, item) => yes(rowOf(world, item)?.status === 'delivered'),
	},
	{
		resource: 'file',
		operation: 'upload',
		parameters: { source: 'binary', inputBinaryField: 'data' },
		prepare: fresh,
		file: textFile,
		times: ({ state }, { key }) =>
			state.blobs.where(({ name }) => name === `${String(key)}.txt`).length,
	},
];
