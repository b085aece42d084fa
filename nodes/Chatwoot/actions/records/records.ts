import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { pageFields, wantedCount } from '../../../shared/pages';
import type { AccountApi } from '../../api';
import type { RecordsApi } from '../../api/records';
import {
	changeProperties,
	changesFrom,
	newFieldProperties,
	newFieldsFrom,
	refuseNoChange,
} from '../kinds/fields';
import { hintDifferences } from '../kinds/differences';
import { keyOf } from '../kinds/kind';
import type { RecordKind } from '../kinds/kind';
import { operation } from '../operation/operation';
import type { Wording } from '../operation/operation';
import type { Access, ChatwootContext, Operation } from '../operation/types';
import type { ChatwootParameters } from '../parameters/parameters';
import { avatarFrom, pictureOf } from './avatars';

/** The operations that have the same form for every kind of record. */

/** The texts of such an operation, besides its name. */
interface RecordWording {
	description: string;
	access?: Access;
}

export function getRecord<R extends IDataObject>(
	kind: RecordKind<R>,
	wording: RecordWording,
): Operation {
	return operation({
		name: 'Get',
		value: 'get',
		action: `Get ${kind.noun}`,
		...wording,
		isStandard: true,
		on: kind,
		isReading: true,
		simplify: kind.simplified !== undefined,
		act: async ({ api, id, shown }) => shown(kind, await kind.records(api).get(id)),
	});
}

interface Listing<R extends IDataObject> extends RecordWording {
	/** Parameters that filter the list. */
	fields?: INodeProperties[];
	/** Reads these parameters and returns the search that they describe. */
	search?(param: ChatwootParameters): (records: RecordsApi<R>) => Promise<R[]>;
}

export function getManyRecords<R extends IDataObject>(
	kind: RecordKind<R>,
	{ fields = [], search, ...wording }: Listing<R>,
): Operation {
	return operation({
		name: 'Get Many',
		value: 'getMany',
		action: `Get many ${kind.many}`,
		...wording,
		isStandard: true,
		fields: [...pageFields, ...fields],
		simplify: kind.simplified !== undefined,
		read: (param) => ({ count: wantedCount(param), find: search?.(param) }),
		async act({ api, input: { count, find }, shown }) {
			const records = kind.records(api);
			const found = find ? await find(records) : await records.list();
			return found.slice(0, count).map((record) => shown(kind, record));
		},
	});
}

interface Creating extends RecordWording {
	/**
	 * Additional parameters that `complete` reads: after the required fields, and in the collection.
	 */
	own?: INodeProperties[];
	more?: INodeProperties[];
	/** Completes or refuses the fields together, before any request. */
	complete?(param: ChatwootParameters, fields: IDataObject): IDataObject;
	/** Completes or refuses them by what the server knows. */
	adapt?(fields: IDataObject, api: AccountApi, param: ChatwootParameters): Promise<IDataObject>;
	/** Items with the same key run one after another, for names that have to be unique. */
	orderKey?(context: ChatwootContext): string | undefined;
}

export function createRecord<R extends IDataObject>(
	kind: RecordKind<R>,
	{ complete, adapt, own = [], more = [], ...wording }: Creating,
): Operation {
	return operation({
		name: 'Create',
		value: 'create',
		action: `Create ${kind.noun}`,
		...wording,
		isStandard: true,
		fields: newFieldProperties(kind.fields, own, [...more, ...pictureOf(kind)]),
		simplify: kind.simplified !== undefined,
		async read(param, context) {
			const fields = newFieldsFrom(kind.fields, param);
			return {
				fields: complete ? complete(param, fields) : fields,
				avatar: kind.hasAvatar ? await avatarFrom(context, 'additionalFields') : undefined,
			};
		},
		async act(call) {
			const { api, param, shown, hint } = call;
			const { fields: given, avatar } = call.input;
			const fields = adapt ? await adapt(given, api, param) : given;
			const key = wording.orderKey?.(call);
			const record = await api.turns.take(
				key === undefined ? [] : [key],
				async () => await kind.records(api).create(fields, avatar),
			);
			hintDifferences(hint, `${kind.noun} ${String(record.id)}`, fields, record);
			return shown(kind, record);
		},
	});
}

interface Changing extends RecordWording {
	/** Completes or refuses the fields together, before any request. */
	complete?(param: ChatwootParameters, fields: IDataObject): IDataObject;
	/** Reads the record first, when a change could be silently ignored or would lose something. */
	adapt?(
		change: { id: number; fields: IDataObject },
		api: AccountApi,
		param: ChatwootParameters,
	): Promise<IDataObject>;
	/** Additional parameters that `complete` reads: after "Update Fields", and in it. */
	own?: INodeProperties[];
	more?: INodeProperties[];
}

export function updateRecord<R extends IDataObject>(
	kind: RecordKind<R>,
	{ complete, adapt, own = [], more = [], ...wording }: Changing,
): Operation {
	return operation({
		name: 'Update',
		value: 'update',
		action: `Update ${kind.noun}`,
		...wording,
		isStandard: true,
		on: kind,
		fields: [...changeProperties(kind.fields, [...more, ...pictureOf(kind)]), ...own],
		simplify: kind.simplified !== undefined,
		async read(param, context) {
			const changes = changesFrom(kind.fields, param);
			const fields = complete ? complete(param, changes) : changes;
			const avatar = kind.hasAvatar ? await avatarFrom(context, 'updateFields') : undefined;
			if (!avatar) refuseNoChange(param, fields);
			return { fields, avatar };
		},
		async act({ api, id, param, input: { fields, avatar }, shown, hint }) {
			const { change, record } = await api.turns.take([keyOf(kind, id)], async () => {
				const change = adapt ? await adapt({ id, fields }, api, param) : fields;
				return { change, record: await kind.records(api).update(id, change, avatar) };
			});
			hintDifferences(hint, `${kind.noun} ${id}`, change, record);
			return shown(kind, record);
		},
	});
}

export function deleteRecord<R extends IDataObject>(
	kind: RecordKind<R>,
	wording: RecordWording,
): Operation {
	return operation({
		name: 'Delete',
		value: 'delete',
		action: `Delete ${kind.noun}`,
		...wording,
		isStandard: true,
		on: kind,
		async act({ api, id }) {
			await kind.records(api).delete(id);
			return { deleted: true, id };
		},
	});
}

/** A call on one record whose answer must not be output, such as a new secret. */
export function resetRecord<R extends IDataObject>(
	kind: RecordKind<R>,
	wording: Wording,
	reset: (api: AccountApi, id: number, param: ChatwootParameters) => Promise<void>,
): Operation {
	return operation({
		...wording,
		isStandard: true,
		on: kind,
		async act({ api, id, param }) {
			await reset(api, id, param);
			return { reset: true, id };
		},
	});
}
