import type { Resource } from '../operation/context';
import { deleteFile } from './delete.operation';
import { downloadFile } from './download.operation';
import { getFile } from './get.operation';
import { uploadFile } from './upload.operation';

export const file: Resource = {
	name: 'File',
	value: 'file',
	operations: [deleteFile, downloadFile, getFile, uploadFile],
};
