import type { INodeProperties } from 'n8n-workflow';

export const fileIdField: INodeProperties = {
	displayName: 'File ID',
	name: 'file',
	type: 'string',
	default: '',
	placeholder: '88b72af6-bc1b-43a8-a37c-efbc93ab0aea',
	description: 'The ID of the file: from File > Upload or from the files of a message',
};
