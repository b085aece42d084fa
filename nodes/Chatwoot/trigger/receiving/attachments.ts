import type { IBinaryKeyData, IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { fetchFile } from '../../../shared/fetch-file';
import { interactive } from '../../../shared/request';
import { FILE_ADDRESSES } from '../../api/service';
import { objectsIn } from '../json';

/** Kinds without a file behind their address (chatwoot.md §6). */
const WITHOUT_FILE = ['contact', 'embed', 'fallback', 'location', 'share'];

/**
 * The files of a message as binary fields. The event is never lost over a file: what could not be
 * fetched says so in the attachment's `download_error`.
 */
export async function filesOf(
	context: IWebhookFunctions,
	message: IDataObject | undefined,
	prefix: string,
): Promise<IBinaryKeyData> {
	const binary: IBinaryKeyData = {};
	const attachments = objectsIn(message, 'attachments').filter(hasFile);
	for (const [index, attachment] of attachments.entries()) {
		const field = `${prefix}${index}`;
		try {
			const file = await fetchFile(
				context,
				String(attachment.data_url),
				interactive,
				FILE_ADDRESSES,
			);
			const { stream, name, type } = file;
			binary[field] = await context.helpers.prepareBinaryData(stream, name, type);
			attachment.binary_field = field;
		} catch (error) {
			attachment.download_error = (error as Error).message;
		}
	}
	return binary;
}

function hasFile({ file_type, data_url }: IDataObject): boolean {
	const isFile = typeof file_type === 'string' && !WITHOUT_FILE.includes(file_type);
	return isFile && typeof data_url === 'string' && /^https?:\/\//.test(data_url);
}
