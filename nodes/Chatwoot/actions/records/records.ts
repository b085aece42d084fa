import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { pageFields, wantedCount } from '../../../shared/pages';
import type { AccountApi } from '../../api';
import type { RecordsApi } from '../../api/records';
import type { Access } from '../operation/access';
import { avatarFrom } from './avatars';
import type { ChatwootContext, Operation } from '../operation/context';
import { accountLocator, simplifyField } from '../fields';
import type { ChatwootParameters } from '../operation/parameters';

/** A kind of record that an account has: what the operations need that are the same for all kinds. */
export interface RecordKind<Record extends IDataObject> {
	/** As in "Create a canned response"; with its article. */
	one: string;
	many: string;
	locator: INodeProperties;
	records(api: AccountApi): RecordsApi<Record>;
	/** What "Simplify" leaves of a big object; small ones have no such parameter. */
	simplified?(record: Record, place: { baseUrl: string; account: number }): IDataObject;
}

/** What an operation of one kind says about itself beyond its name. */
export interface Wording {
	description: string;
	access?: Access;
}

export function getRecord<R extends IDataObject>(
	kind: RecordKind<R>,
	{ description, access }: Wording,
): Operation {
	return {
		name: 'Get',
		value: 'get',
		action: `Get ${kind.one}`,
		description,
		access,
		properties: [accountLocator, kind.locator, ...simplifyOf(kind)],
		async run(context) {
			const id = context.param.id(kind.locator.name);
			const api = await context.account();
			return outputOf(kind, context, api)(await kind.records(api).get(id));
		},
	};
}

export interface Listing<R> extends Wording {
	/** Parameters that narrow the list. */
	properties?: INodeProperties[];
	/** Reads these parameters and says how to find what they ask for. */
	search?(param: ChatwootParameters): (records: RecordsApi<R & IDataObject>) => Promise<R[]>;
}

export function getManyRecords<R extends IDataObject>(
	kind: RecordKind<R>,
	{
		description,
		access,
		properties = [],
		search = () => async (records) => await records.list(),
	}: Listing<R>,
): Operation {
	return {
		name: 'Get Many',
		value: 'getMany',
		action: `Get many ${kind.many}`,
		description,
		access,
		properties: [accountLocator, ...pageFields, ...properties, ...simplifyOf(kind)],
		async run(context) {
			const count = wantedCount(context.param);
			const find = search(context.param);
			const api = await context.account();
			const found = await find(kind.records(api));
			return found.slice(0, count).map(outputOf(kind, context, api));
		},
	};
}

export interface Writing extends Wording {
	properties: INodeProperties[];
	/** The fields to send; whatever is wrong with them is refused here, before any request. */
	fieldsFrom(param: ChatwootParameters): IDataObject;
	/** Items with the same key run one after another: names that have to be unique. */
	orderKey?(context: ChatwootContext): string | undefined;
}

export function createRecord<R extends IDataObject>(
	kind: RecordKind<R>,
	{ description, access, properties, fieldsFrom, orderKey }: Writing,
): Operation {
	return {
		name: 'Create',
		value: 'create',
		action: `Create ${kind.one}`,
		description,
		access,
		properties: [accountLocator, ...aboveCollection(simplifyOf(kind), properties)],
		orderKey,
		async run(context) {
			const fields = fieldsFrom(context.param);
			const avatar = await avatarFrom(context, 'additionalFields');
			const api = await context.account();
			return outputOf(kind, context, api)(await kind.records(api).create(fields, avatar));
		},
	};
}

export interface Changing extends Wording {
	/** The entries of "Update Fields". */
	options: INodeProperties[];
	/** The fields to send, read from `updateFields`. */
	fieldsFrom(param: ChatwootParameters): IDataObject;
	/** Looks at the record first, where a change could be ignored silently or would lose something. */
	complete?(context: ChatwootContext, api: AccountApi, change: Change): Promise<IDataObject>;
}

export interface Change {
	id: number;
	fields: IDataObject;
}

export function updateRecord<R extends IDataObject>(
	kind: RecordKind<R>,
	{ description, access, options, fieldsFrom, complete }: Changing,
): Operation {
	return {
		name: 'Update',
		value: 'update',
		action: `Update ${kind.one}`,
		description,
		access,
		properties: [accountLocator, kind.locator, updateFieldsOf(options), ...simplifyOf(kind)],
		orderKey: ({ param }) => orderKeyOf(kind, param),
		async run(context) {
			const { param } = context;
			const id = param.id(kind.locator.name);
			const fields = fieldsFrom(param);
			const avatar = await avatarFrom(context, 'updateFields');
			if (!avatar) refuseNoChange(param, fields);
			const api = await context.account();
			const change = complete ? await complete(context, api, { id, fields }) : fields;
			return outputOf(kind, context, api)(await kind.records(api).update(id, change, avatar));
		},
	};
}

export function deleteRecord<R extends IDataObject>(
	kind: RecordKind<R>,
	{ description, access }: Wording,
): Operation {
	return {
		name: 'Delete',
		value: 'delete',
		action: `Delete ${kind.one}`,
		description,
		access,
		properties: [accountLocator, kind.locator],
		orderKey: ({ param }) => orderKeyOf(kind, param),
		async run({ param, account }) {
			const id = param.id(kind.locator.name);
			await kind.records(await account()).delete(id);
			return { deleted: true, id };
		},
	};
}

/** How an operation presents itself in the editor. */
type Naming = Pick<Operation, 'access' | 'action' | 'description' | 'name' | 'value'>;

/** A call on one record that answers nothing worth putting out, such as a new secret. */
export function resetRecord<R extends IDataObject>(
	kind: RecordKind<R>,
	{ name, value, action, description, access }: Naming,
	reset: (api: AccountApi, id: number, param: ChatwootParameters) => Promise<void>,
): Operation {
	return {
		name,
		value,
		action,
		description,
		access,
		properties: [accountLocator, kind.locator],
		orderKey: ({ param }) => orderKeyOf(kind, param),
		async run({ param, account }) {
			const id = param.id(kind.locator.name);
			await reset(await account(), id, param);
			return { reset: true, id };
		},
	};
}

/** Writes on one record wait for each other. */
export function orderKeyOf<R extends IDataObject>(
	{ locator }: RecordKind<R>,
	param: ChatwootParameters,
): string {
	return `${locator.name} ${param.id(locator.name)}`;
}

export function updateFieldsOf(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'What to change; everything else stays as it is',
		options,
	};
}

/** The server answers an empty change with a 422 that does not help, or with nothing done (chatwoot.md §2). */
export function refuseNoChange(param: ChatwootParameters, fields: IDataObject): void {
	if (Object.keys(fields).length > 0) return;
	param.refuse('updateFields', 'is empty', 'Add at least one field and give it a value.');
}

function simplifyOf<R extends IDataObject>(kind: RecordKind<R>): INodeProperties[] {
	return kind.simplified ? [simplifyField] : [];
}

/** Fields above the collection of all that may be left out, which stands last. */
function aboveCollection(
	fields: INodeProperties[],
	properties: INodeProperties[],
): INodeProperties[] {
	const isLast = ({ name }: INodeProperties) => name === 'additionalFields';
	return [...properties.filter((each) => !isLast(each)), ...fields, ...properties.filter(isLast)];
}

function outputOf<R extends IDataObject>(
	{ simplified }: RecordKind<R>,
	{ param, baseUrl }: ChatwootContext,
	{ id: account }: AccountApi,
): (record: R) => IDataObject {
	if (!simplified || !param.boolean('simplify')) return (record) => record;
	return (record) => simplified(record, { baseUrl, account });
}

/** Without the fields that were not given. */
export function given(fields: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
