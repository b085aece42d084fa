import type { INodeProperties } from 'n8n-workflow';
import type { FilePart } from '../../../shared/multipart';
import type { ChatwootContext } from '../operation/context';

/** The picture of a contact, an inbox, a bot or the own profile, as an entry of a collection. */
export const avatarField: INodeProperties = {
	displayName: 'Avatar Binary Field',
	name: 'avatarBinaryProperty',
	type: 'string',
	default: '',
	placeholder: 'data',
	hint: 'The name of the input binary field containing the picture',
	description: 'Input binary field with the picture to show (JPEG, PNG or GIF, at most 15 MB)',
};

/** The file of `avatarField` in the collection `place`. */
export async function avatarFrom(
	{ param, files }: Pick<ChatwootContext, 'param' | 'files'>,
	place: string,
): Promise<FilePart | undefined> {
	const path = `${place}.avatarBinaryProperty`;
	const names = param.names(path);
	if (names.length > 1) param.refuse(path, 'names several fields', 'There is one picture only.');
	const [avatar] = await files(names);
	return avatar;
}
