import type { INodeProperties } from 'n8n-workflow';
import type { FilePlace } from '../../api/places';
import type { Target } from '../operation/operation';
import { company } from './company';
import { SAMPLE_ID } from './kind';

const fileField: INodeProperties = {
	displayName: 'File ID',
	name: 'file',
	type: 'string',
	default: '',
	placeholder: `e.g. ${SAMPLE_ID}`,
	description: 'The ID of the file: from File > Upload or from the files of a message',
};

/** A file of a company; Twake has no list of files. */
export const file: Target<FilePlace> = {
	fields: [fileField, ...company.fields],
	read(param) {
		const id = param.id('file');
		return { ...company.read(param), file: id };
	},
};
