import type { IDataObject } from 'n8n-workflow';
import type { Operation } from './operation/context';
import { accountLocator } from './fields';
import { orderKeyOf } from './records/records';
import type { RecordKind } from './records/records';

export function deleteAvatar<R extends IDataObject>(kind: RecordKind<R>): Operation {
	return {
		name: 'Delete Avatar',
		value: 'deleteAvatar',
		action: `Delete the avatar of ${kind.one}`,
		description: `Take the picture of ${kind.one} away; without one, all stays as it is`,
		access: 'administrator',
		properties: [accountLocator, kind.locator],
		orderKey: ({ param }) => orderKeyOf(kind, param),
		async run({ param, account }) {
			const id = param.id(kind.locator.name);
			await kind.records(await account()).deleteAvatar(id);
			return { deleted: true, id };
		},
	};
}
