import { fileOutput } from '../../api/output';
import { file } from '../kinds/file';
import { operation } from '../operation/operation';

export const getFile = operation({
	name: 'Get',
	value: 'get',
	action: 'Get file',
	description: 'Get name, type and size of a file; Download gets its content',
	on: file,
	simplify: fileOutput,
	act: async ({ twake, place }) => await twake.files.get(place),
});
