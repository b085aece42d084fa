import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { WithFiles } from '../../../shared/operation';
import type { DownloadedFile } from '../../api/downloads';
import type { ChatwootContext } from '../operation/types';

export const outputFileField: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'outputBinaryField',
	type: 'string',
	default: 'data',
	hint: 'The name of the output binary field to put the file in',
	description: 'The field in which the next nodes find the file',
};

/** A file that Chatwoot made, in the binary field that was chosen. */
export async function withFile(
	json: IDataObject,
	{ stream, name, type }: DownloadedFile,
	{ param, store }: Pick<ChatwootContext, 'param' | 'store'>,
): Promise<WithFiles> {
	const field = param.requiredText('outputBinaryField').trim();
	return new WithFiles({ ...json, file_name: name }, { [field]: await store(stream, name, type) });
}
