import type { Resource } from '../context';
import { uploadFile } from './upload.operation';

export const file: Resource = {
	name: 'File',
	value: 'file',
	operations: [uploadFile],
};
