import type { IBinaryKeyData } from 'n8n-workflow';
import { WithFiles } from '../../../shared/operation';
import type { Attachment } from '../../api/types';
import { operation } from '../operation/operation';
import { messageAt } from './at';
import { messages } from './kind';
import { messageOutput } from './output';

/** Kinds of attachments without a file behind their address (chatwoot.md §6). */
const WITHOUT_FILE = ['contact', 'embed', 'fallback', 'location', 'share'];

export const downloadAttachments = operation({
	name: 'Download Attachments',
	value: 'downloadAttachments',
	action: 'Download the attachments of a message',
	description: 'Get the files of a message into binary fields',
	on: messages,
	isReading: true,
	fields: [
		{
			displayName: 'Put Output Files in Fields',
			name: 'outputBinaryPrefix',
			type: 'string',
			default: 'attachment_',
			hint: 'The beginning of the names of the output binary fields; a number from 0 on follows',
			description: 'With "attachment_", the files are in attachment_0, attachment_1 and so on',
		},
		{
			displayName: 'Attachment IDs',
			name: 'attachmentIds',
			type: 'string',
			default: '',
			placeholder: '7, 8',
			description:
				'Which attachments to download, separated by commas, as in the output of the message. All when empty.',
		},
	],
	read: (param) => ({
		prefix: param.requiredText('outputBinaryPrefix').trim(),
		wanted: param.ids('attachmentIds'),
	}),
	async act({ api, id, parent, param, hint, fetchFile, store, input: { prefix, wanted } }) {
		const message = await messageAt(api, parent, id, param);
		const all = message.attachments ?? [];
		const unknown = wanted.filter((id) => !all.some((each) => each.id === id));
		if (unknown.length > 0) {
			param.refuse(
				'attachmentIds',
				`holds what is no attachment of message ${message.id}: ${unknown.join(', ')}`,
			);
		}
		const chosen = all.filter((each) => wanted.length === 0 || wanted.includes(each.id));
		const files = chosen.filter(hasFile);
		if (files.length === 0) hint(`Message ${message.id} has no file to download`);
		const binary: IBinaryKeyData = {};
		const fields: Record<number, string> = {};
		for (const [index, { id, data_url }] of files.entries()) {
			const { stream, name, type } = await fetchFile(data_url);
			fields[id] = `${prefix}${index}`;
			binary[fields[id]] = await store(stream, name, type);
		}
		const attachments = chosen.map(({ id, file_type, data_url, file_size }) => {
			const file = binary[fields[id]];
			const about = file && { binary_field: fields[id], file_name: file.fileName };
			return { id, file_type, data_url, file_size, ...about };
		});
		return new WithFiles({ ...messageOutput(message), attachments }, binary);
	},
});

function hasFile({ file_type, data_url }: Attachment): boolean {
	return !WITHOUT_FILE.includes(file_type) && /^https?:\/\//.test(data_url ?? '');
}
