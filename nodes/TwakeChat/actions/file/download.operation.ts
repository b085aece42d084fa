import { fileNameFrom, mimeTypeIn } from '../../../shared/file-headers';
import { WithFiles } from '../../../shared/operation';
import { operation } from '../operation/operation';

export const downloadFile = operation({
	name: 'Download',
	value: 'download',
	action: 'Download file',
	description: 'Get the content of a file into a binary field',
	isReading: true,
	fields: [
		{
			displayName: 'File ID',
			name: 'file',
			type: 'string',
			default: '',
			placeholder: 'e.g. mxc://example.org/AQwafuaFswefuhsfAFAgsw',
			description: 'The ID of the file: from File > Upload or from the file of a message',
		},
		{
			displayName: 'Put Output File in Field',
			name: 'outputBinaryField',
			type: 'string',
			default: 'data',
			hint: 'The name of the output binary field to put the file in',
		},
	],
	read: (param) => ({
		id: param.media('file'),
		field: param.requiredText('outputBinaryField').trim(),
	}),
	async act({ chat, store, input: { id, field } }) {
		const { stream, headers } = await chat.media.download(id);
		const name = fileNameFrom(headers, id);
		const type = mimeTypeIn(headers);
		const stored = await store(stream, name, type);
		return new WithFiles({ id, name, mime_type: type }, { [field]: stored });
	},
});
