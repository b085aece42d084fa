import type { Resource } from '../operation/context';
import { downloadFile } from './download.operation';
import { sendFile } from './send.operation';
import { uploadFile } from './upload.operation';

export const file: Resource = {
	name: 'File',
	value: 'file',
	operations: [downloadFile, sendFile, uploadFile],
};
