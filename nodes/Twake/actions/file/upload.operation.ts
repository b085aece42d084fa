import { fileOutput } from '../../api/output';
import { company } from '../kinds/company';
import { checkCompany } from '../kinds/existing-company';
import { operation } from '../operation/operation';

export const uploadFile = operation({
	name: 'Upload',
	value: 'upload',
	action: 'Upload file',
	description: 'Upload a file, to show it in messages by its ID',
	on: company,
	fields: [
		{
			displayName: 'Input Binary Field',
			name: 'inputBinaryField',
			type: 'string',
			default: 'data',
			hint: 'The name of the input binary field containing the file to be uploaded',
			description: 'Large files are sent in parts and never held in memory as a whole',
		},
	],
	simplify: fileOutput,
	read: (param) => param.requiredText('inputBinaryField').trim(),
	async act(call) {
		const { twake, file, place, input: field } = call;
		const content = await file(field, 'inputBinaryField');
		await checkCompany(call, place);
		return await twake.files.upload(place.company, content);
	},
});
