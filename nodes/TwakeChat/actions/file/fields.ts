import type { INodeProperties } from 'n8n-workflow';

export const inputField: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'inputBinaryField',
	type: 'string',
	default: 'data',
	hint: 'The name of the input binary field containing the file to be uploaded',
	description: 'The file is streamed and never held in memory as a whole',
};
