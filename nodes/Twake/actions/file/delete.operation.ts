import type { Operation } from '../context';
import { companyLocator } from '../fields';
import { fileIdField } from './fields';

export const deleteFile: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete a file',
	description: 'Delete a file for good; messages that show it keep a dead link',
	properties: [companyLocator, fileIdField],
	async run({ twake, param }) {
		const id = param.id('file');
		await twake.files.delete(param.company(), id);
		return { deleted: true, id };
	},
};
