import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { additionalFields, byName } from '../../../shared/fields';
import { withoutUndefined } from '../../../shared/json';
import type { ChatwootParameters } from '../parameters/parameters';
import { webUrl } from '../parameters/urls';

type Property = Omit<INodeProperties, 'type' | 'default'> & Partial<INodeProperties>;

/** A field of a record: how it is shown, read, checked and sent. */
export interface Field {
	property: INodeProperties;
	/** The key for sending it. */
	key: string;
	/** The value at this path, undefined when not given; refuses what the server would not take. */
	read(param: ChatwootParameters, path: string): unknown;
	/** Required for a new record: it is shown above "Additional Fields". */
	isNeeded?: boolean;
	/** Shown above "Additional Fields" although it is optional. */
	isUsual?: boolean;
	/** It can be set only then. */
	only?: 'create' | 'update';
}

type Role = Pick<Field, 'isNeeded' | 'isUsual' | 'only'>;

/** A field with a reader of its own. */
export function field(
	key: string,
	property: INodeProperties,
	read: Field['read'],
	role: Role = {},
): Field {
	return { key, property, read, ...role };
}

/** A name: trimmed text. */
export function name(key: string, property: Property, role?: Role): Field {
	return field(key, asText(property), (param, path) => param.trimmed(path), role);
}

/** Text, exactly as given. */
export function text(key: string, property: Property, role?: Role): Field {
	return field(key, asText(property), (param, path) => param.optionalText(path), role);
}

/** Yes or no. */
export function flag(key: string, property: Property, role?: Role): Field {
	const shown: INodeProperties = { type: 'boolean', default: true, ...property };
	return field(key, shown, (param, path) => param.optionalBoolean(path), role);
}

/** One of the values that the property offers. */
export function choice(key: string, property: INodeProperties, role?: Role): Field {
	const choices = (property.options ?? []).map((option) =>
		String((option as { value: string }).value),
	);
	return field(key, property, (param, path) => param.optionalChoice(path, choices), role);
}

export function email(key: string, property: Property, role?: Role): Field {
	const shown = { placeholder: 'name@email.com', ...asText(property) };
	return field(key, shown, (param, path) => param.email(path), role);
}

/** A web address that the server calls. */
export function address(key: string, property: Property, role?: Role): Field {
	return field(key, asText(property), webUrl, role);
}

function asText(property: Property): INodeProperties {
	return { type: 'string', default: '', ...property };
}

/** The parameters of a create operation: the required fields, `own`, then a collection. */
export function newFieldProperties(
	fields: Field[],
	own: INodeProperties[] = [],
	more: INodeProperties[] = [],
): INodeProperties[] {
	const wanted = fields.filter(({ only }) => only !== 'update');
	const rest = [...wanted.filter((each) => !isShownAbove(each)).map(propertyOf), ...more];
	return [
		...wanted.filter(isShownAbove).map(propertyOf),
		...own,
		...(rest.length > 0 ? [additionalFields(rest)] : []),
	];
}

/** The fields of a new record by key; refuses when a required one is missing. */
export function newFieldsFrom(fields: Field[], param: ChatwootParameters): IDataObject {
	const wanted = fields.filter(({ only }) => only !== 'update');
	return valuesOf(wanted, param, (each) =>
		isShownAbove(each) ? each.property.name : `additionalFields.${each.property.name}`,
	);
}

/** "Update Fields" with these fields. */
export function changeProperties(fields: Field[], more: INodeProperties[] = []): INodeProperties[] {
	const wanted = fields.filter(({ only }) => only !== 'create').map(propertyOf);
	return [updateFields([...wanted, ...more])];
}

/** The fields to change, by their keys. */
export function changesFrom(fields: Field[], param: ChatwootParameters): IDataObject {
	const wanted = fields.filter(({ only }) => only !== 'create');
	return valuesIn('updateFields', wanted, param);
}

/** The values of these fields in a collection, by key. */
export function valuesIn(
	collection: string,
	fields: Field[],
	param: ChatwootParameters,
): IDataObject {
	const optional = fields.map((each) => ({ ...each, isNeeded: false }));
	return valuesOf(optional, param, ({ property }) => `${collection}.${property.name}`);
}

/** Optional fields shown above "Additional Fields". */
export function usual(fields: Field[]): Field[] {
	return fields.map((each) => ({ ...each, isUsual: true }));
}

function valuesOf(
	fields: Field[],
	param: ChatwootParameters,
	pathOf: (each: Field) => string,
): IDataObject {
	const entries = fields.map((each) => {
		const path = pathOf(each);
		const value = each.read(param, path);
		if (value === undefined && each.isNeeded) param.refuse(path, 'is empty');
		return [each.key, value] as const;
	});
	return withoutUndefined(Object.fromEntries(entries) as IDataObject);
}

const isShownAbove = ({ isNeeded, isUsual }: Field): boolean =>
	isNeeded === true || isUsual === true;

export const propertyOf = ({ property }: Field): INodeProperties => property;

/** The collection of changes. */
export function updateFields(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'What to change; everything else stays as it is',
		options: byName(options),
	};
}

/** The collection of filters for a list. */
export function filterFields(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: byName(options),
	};
}

/**
 * On an empty change the server answers with an unhelpful 422, or does nothing (chatwoot.md §2).
 */
export function refuseNoChange(param: ChatwootParameters, fields: IDataObject): void {
	if (Object.keys(fields).length > 0) return;
	param.refuse('updateFields', 'is empty', 'Add at least one field and give it a value.');
}
