import type { Resource } from '../operation/types';
import { uploadFile } from './upload.operation';

export const file: Resource = {
	name: 'File',
	value: 'file',
	description: 'Files to send with messages',
	operations: [uploadFile],
};
