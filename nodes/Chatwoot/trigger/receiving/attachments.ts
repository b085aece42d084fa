import type { IBinaryKeyData, IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { storeFile } from '../../../shared/binary';
import { oneText } from '../../../shared/errors';
import { fetchFile } from '../../../shared/fetch-file';
import { ignoresSslIssues, interactive } from '../../../shared/request';
import type { Addresses } from '../../../shared/web-address';
import { hasFile } from '../../api/attachment';
import { chatwootService, FILE_ADDRESSES } from '../../api/service';
import { objectIn, objectsIn } from '../json';

/**
 * The files of an item's message, or of its whole burst, as binary fields. A file never costs the
 * event: if one could not be fetched, its attachment says so in `download_error`.
 */
export async function filesOf(
	context: IWebhookFunctions,
	json: IDataObject,
	prefix: string,
	addresses: Addresses,
): Promise<IBinaryKeyData> {
	const binary: IBinaryKeyData = {};
	const message = objectIn(json, 'message');
	const burst = objectsIn(json, 'burst');
	const messages = burst.length > 0 ? burst : [message];
	const all = messages.flatMap((each) => objectsIn(each, 'attachments'));
	const attachments = all.filter(hasFile);
	for (const [index, attachment] of attachments.entries()) {
		const field = `${prefix}${index}`;
		const url = String(attachment.data_url);
		try {
			const credentials = await context.getCredentials(chatwootService.credential);
			const server = { ...addresses, ignoresSslIssues: ignoresSslIssues(credentials) };
			const options = { ...interactive, hint: FILE_ADDRESSES, server };
			const { stream, name, type } = await fetchFile(context, url, options);
			binary[field] = await storeFile(context.helpers, stream, name, type);
			attachment.binary_field = field;
		} catch (error) {
			attachment.download_error = oneText(error as Error);
		}
	}
	if (message && burst.length > 0) message.attachments = burst.at(-1)?.attachments;
	return binary;
}
