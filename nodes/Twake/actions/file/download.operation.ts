import { WithFiles } from '../../../shared/operation';
import { fileOutput } from '../../api/output';
import { file } from '../kinds/file';
import { operation } from '../operation/operation';

export const downloadFile = operation({
	name: 'Download',
	value: 'download',
	action: 'Download file',
	description: 'Get the content of a file into a binary field',
	on: file,
	fields: [
		{
			displayName: 'Put Output File in Field',
			name: 'outputBinaryField',
			type: 'string',
			default: 'data',
			hint: 'The name of the output binary field to put the file in',
		},
	],
	read: (param) => param.requiredText('outputBinaryField').trim(),
	async act({ twake, store, place, input: field, refuse }) {
		const stored = await twake.files.get(place);
		if (!stored.metadata) return refuse('file', 'has no content', 'Its upload was not finished.');
		const { name, mime } = stored.metadata;
		const content = await twake.files.download(place);
		return new WithFiles(fileOutput(stored), { [field]: await store(content, name, mime) });
	},
});
