import type { IDataObject } from 'n8n-workflow';
import { outputPrefixField } from '../../../shared/fields';
import { WithFiles } from '../../../shared/operation';
import { attachmentOutput, hasFile } from '../../api/attachment';
import { BinaryFields } from '../messaging/binary-fields';
import { operation } from '../operation/operation';
import { messageAt } from './at';
import { messages } from './kind';
import { messageOutput } from './output';

export const downloadAttachments = operation({
	name: 'Download Attachments',
	value: 'downloadAttachments',
	action: 'Download attachments of message',
	description: 'Get the files of a message into binary fields',
	on: messages,
	isReading: true,
	fields: [
		outputPrefixField,
		{
			displayName: 'Attachment IDs',
			name: 'attachmentIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. 7, 8',
			description:
				'Which attachments to download, separated by commas, as in the output of the message. All when empty.',
		},
	],
	read: (param) => ({
		prefix: param.requiredText('outputBinaryPrefix').trim(),
		wanted: param.ids('attachmentIds'),
	}),
	async act(call) {
		const { api, id, parent, baseUrl, param, hint } = call;
		const { prefix, wanted } = call.input;
		const message = await messageAt(api, parent, id, param);
		const all = message.attachments ?? [];
		const unknown = wanted.filter((id) => !all.some((each) => each.id === id));
		if (unknown.length > 0) {
			param.refuse(
				'attachmentIds',
				`holds what is no attachment of message ${message.id}: ${unknown.join(', ')}`,
			);
		}
		const chosen = all
			.filter((each) => wanted.length === 0 || wanted.includes(each.id))
			.map((each) => ({ ...each, ...attachmentOutput(each, baseUrl) }));
		const files = chosen.filter(hasFile);
		if (files.length === 0) hint(`Message ${message.id} has no file to download`);
		const fields = new BinaryFields(call, prefix);
		const places: Record<number, IDataObject> = {};
		for (const { id, data_url } of files) places[id] = await fields.add(data_url);
		const attachments = chosen.map((attachment) => ({
			...attachmentOutput(attachment, baseUrl),
			...places[attachment.id],
		}));
		return new WithFiles({ ...messageOutput(message, call), attachments }, fields.binary);
	},
});
