import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { FilePart } from '../../../shared/multipart';
import type { RecordKind } from '../kinds/kind';
import { operation } from '../operation/operation';
import type { ChatwootContext, Operation } from '../operation/types';

/** The picture of a contact, an inbox, a bot or one's own profile, as an entry of a collection. */
export const avatarField: INodeProperties = {
	displayName: 'Avatar Binary Field',
	name: 'avatarBinaryField',
	type: 'string',
	default: '',
	placeholder: 'e.g. data',
	hint: 'The name of the input binary field containing the picture',
	description: 'Input binary field with the picture to show (JPEG, PNG or GIF, at most 15 MB)',
};

/** The entry of a collection for the picture of a kind that has one. */
export function pictureOf({ hasAvatar }: { hasAvatar?: boolean }): INodeProperties[] {
	return hasAvatar ? [avatarField] : [];
}

/** The file named by `avatarField` in the collection `place`. */
export async function avatarFrom(
	{ param, file }: Pick<ChatwootContext, 'param' | 'file'>,
	place: 'additionalFields' | 'updateFields',
): Promise<FilePart | undefined> {
	const path = `${place}.${avatarField.name}`;
	const names = param.names(path);
	if (names.length > 1) param.refuse(path, 'names several fields', 'There is one picture only.');
	return names.length === 0 ? undefined : await file(names[0], path);
}

export function deleteAvatar<R extends IDataObject>(kind: RecordKind<R>): Operation {
	return operation({
		name: 'Delete Avatar',
		value: 'deleteAvatar',
		action: `Delete avatar of ${kind.noun}`,
		description: `Take the picture of ${kind.one} away; without one, all stays as it is`,
		access: 'administrator',
		isStandard: true,
		on: kind,
		async act({ api, id }) {
			await kind.records(api).deleteAvatar(id);
			return { deleted: true, id };
		},
	});
}
