import type { IDataObject } from 'n8n-workflow';
import { pageFields, wantedCount } from '../../../../shared/pages';
import { hintDifferences } from '../../../actions/kinds/differences';
import {
	changeProperties,
	changesFrom,
	newFieldProperties,
	newFieldsFrom,
	refuseNoChange,
} from '../../../actions/kinds/fields';
import type { Field } from '../../../actions/kinds/fields';
import { keyOf } from '../../../actions/kinds/kind';
import type { Kind } from '../../../actions/kinds/kind';
import { avatarFrom, pictureOf } from '../../../actions/records/avatars';
import type { Target } from '../../../actions/operation/own-api';
import type { PlatformApi } from '../../../api/platform';
import type { RecordsApi } from '../../../api/records';
import { operation } from '../operation/operation';
import type { Operation } from '../operation/operation';

/** A kind of record of the whole installation, declared once. */
export interface PlatformKind<R extends IDataObject> extends Kind<R> {
	records(api: PlatformApi): RecordsApi<R>;
	fields: Field[];
	/** It has a picture. */
	hasAvatar?: boolean;
}

/** One record of a kind, by its ID. */
export function oneOf(kind: Kind<never>): Target<number> {
	return {
		fields: [kind.locator],
		read: (param) => param.id(kind.locator.name),
		key: (id) => keyOf(kind, id),
	};
}

export function getRecord<R extends IDataObject>(
	kind: PlatformKind<R>,
	description: string,
): Operation {
	const made = operation({
		name: 'Get',
		value: 'get',
		action: `Get ${kind.noun}`,
		description,
		on: oneOf(kind),
		isReading: true,
		act: async ({ api, place: id }) => await kind.records(api).get(id),
	});
	return { ...made, isStandard: true };
}

export function getManyRecords<R extends IDataObject>(
	kind: PlatformKind<R>,
	description: string,
): Operation {
	const made = operation({
		name: 'Get Many',
		value: 'getMany',
		action: `Get many ${kind.many}`,
		description,
		isReading: true,
		fields: pageFields,
		read: wantedCount,
		act: async ({ api, input: count }) => (await kind.records(api).list()).slice(0, count),
	});
	return { ...made, isStandard: true };
}

export function createRecord<R extends IDataObject>(
	kind: PlatformKind<R>,
	description: string,
): Operation {
	const made = operation({
		name: 'Create',
		value: 'create',
		action: `Create ${kind.noun}`,
		description,
		fields: newFieldProperties(kind.fields, [], pictureOf(kind)),
		read: async (param, context) => ({
			fields: newFieldsFrom(kind.fields, param),
			avatar: kind.hasAvatar ? await avatarFrom(context, 'additionalFields') : undefined,
		}),
		async act({ api, input: { fields, avatar }, hint }) {
			const record = await kind.records(api).create(fields, avatar);
			hintDifferences(hint, `${kind.noun} ${String(record.id)}`, fields, record);
			return record;
		},
	});
	return { ...made, isStandard: true };
}

export function updateRecord<R extends IDataObject>(
	kind: PlatformKind<R>,
	description: string,
): Operation {
	const made = operation({
		name: 'Update',
		value: 'update',
		action: `Update ${kind.noun}`,
		description,
		on: oneOf(kind),
		fields: changeProperties(kind.fields, pictureOf(kind)),
		async read(param, context) {
			const fields = changesFrom(kind.fields, param);
			const avatar = kind.hasAvatar ? await avatarFrom(context, 'updateFields') : undefined;
			if (!avatar) refuseNoChange(param, fields);
			return { fields, avatar };
		},
		async act({ api, place: id, input: { fields, avatar }, hint }) {
			const record = await kind.records(api).update(id, fields, avatar);
			hintDifferences(hint, `${kind.noun} ${id}`, fields, record);
			return record;
		},
	});
	return { ...made, isStandard: true };
}

export function deleteRecord<R extends IDataObject>(
	kind: PlatformKind<R>,
	description: string,
): Operation {
	const made = operation({
		name: 'Delete',
		value: 'delete',
		action: `Delete ${kind.noun}`,
		description,
		on: oneOf(kind),
		async act({ api, place: id }) {
			await kind.records(api).delete(id);
			return { deleted: true, id };
		},
	});
	return { ...made, isStandard: true };
}

export function deleteAvatar<R extends IDataObject>(kind: PlatformKind<R>): Operation {
	const made = operation({
		name: 'Delete Avatar',
		value: 'deleteAvatar',
		action: `Delete avatar of ${kind.noun}`,
		description: `Take the picture of ${kind.one} away; without one, all stays as it is`,
		on: oneOf(kind),
		async act({ api, place: id }) {
			await kind.records(api).deleteAvatar(id);
			return { deleted: true, id };
		},
	});
	return { ...made, isStandard: true };
}
