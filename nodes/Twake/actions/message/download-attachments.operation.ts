import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import { outputPrefixField } from '../../../shared/fields';
import { WithFiles } from '../../../shared/operation';
import { placeOf } from '../../api/files';
import { messageOutput } from '../../api/output';
import { message } from '../kinds/message';
import { operation } from '../operation/operation';

export const downloadAttachments = operation({
	name: 'Download Attachments',
	value: 'downloadAttachments',
	action: 'Download attachments of message',
	description: 'Get the files of a message into binary fields',
	on: message,
	fields: [outputPrefixField],
	read: (param) => param.requiredText('outputBinaryPrefix').trim(),
	async act({ twake, store, hint, place, input: prefix, refuse }) {
		const found =
			(await twake.messages.get(place)) ?? refuse('message', 'does not exist in this thread');
		const binary: IBinaryKeyData = {};
		const files: IDataObject[] = [];
		for (const attached of found.files ?? []) {
			const { name = '', mime = '' } = attached.metadata ?? {};
			const stored = placeOf(attached);
			if (!stored) {
				files.push({ name });
				continue;
			}
			const field = `${prefix}${Object.keys(binary).length}`;
			binary[field] = await store(await twake.files.download(stored), name, mime);
			files.push({ id: stored.file, name, binary_field: field });
		}
		if (Object.keys(binary).length === 0) hint(`Message ${found.id} has no file to download`);
		return new WithFiles({ ...messageOutput(found, twake.self), files }, binary);
	},
});
