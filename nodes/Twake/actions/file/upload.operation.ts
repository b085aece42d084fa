import type { Operation } from '../context';
import { companyLocator, simplifyField } from '../fields';
import { fileOutput } from '../../api/output';

export const uploadFile: Operation = {
	name: 'Upload',
	value: 'upload',
	action: 'Upload a file',
	description: 'Upload a file, to show it in messages by its ID',
	properties: [
		companyLocator,
		{
			displayName: 'Input Binary Field',
			name: 'binaryField',
			type: 'string',
			default: 'data',
			hint: 'The name of the input binary field containing the file to be uploaded',
			description: 'Large files are sent in parts and never held in memory as a whole',
		},
		simplifyField,
	],
	async run({ twake, param, file }) {
		const company = param.company();
		const content = await file(param.requiredText('binaryField').trim());
		const stored = await twake.files.upload(company, content);
		return param.boolean('simplify') ? fileOutput(stored) : stored;
	},
};
