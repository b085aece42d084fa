import { WithFiles } from '../../../shared/operation';
import type { Operation } from '../context';
import { companyLocator } from '../fields';
import { fileOutput } from '../../api/output';
import { fileIdField } from './fields';

export const downloadFile: Operation = {
	name: 'Download',
	value: 'download',
	action: 'Download a file',
	description: 'Get the content of a file into a binary field',
	properties: [
		companyLocator,
		fileIdField,
		{
			displayName: 'Put Output File in Field',
			name: 'binaryField',
			type: 'string',
			default: 'data',
			hint: 'The name of the output binary field to put the file in',
		},
	],
	async run({ twake, param, store }) {
		const company = param.company();
		const id = param.id('file');
		const field = param.requiredText('binaryField').trim();
		const file = await twake.files.get(company, id);
		if (!file.metadata)
			return param.refuse('file', 'has no content', 'Its upload was not finished.');
		const { name, mime } = file.metadata;
		const content = await twake.files.download(company, id);
		return new WithFiles(fileOutput(file), { [field]: await store(content, name, mime) });
	},
};
