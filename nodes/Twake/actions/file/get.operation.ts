import type { Operation } from '../context';
import { companyLocator, simplifyField } from '../fields';
import { fileOutput } from '../../api/output';
import { fileIdField } from './fields';

export const getFile: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a file',
	description: 'Get name, type and size of a file; Download gets its content',
	properties: [companyLocator, fileIdField, simplifyField],
	async run({ twake, param }) {
		const file = await twake.files.get(param.company(), param.id('file'));
		return param.boolean('simplify') ? fileOutput(file) : file;
	},
};
