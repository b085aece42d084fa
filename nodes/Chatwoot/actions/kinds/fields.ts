import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { additionalFields, byName } from '../../../shared/fields';
import { given } from '../../../shared/json';
import type { ChatwootParameters } from '../parameters/parameters';
import { webUrl } from '../parameters/urls';

type Property = Omit<INodeProperties, 'type' | 'default'> & Partial<INodeProperties>;

/** Something that can be set: how it is shown, and how it is read, checked and sent. */
export interface Field {
	property: INodeProperties;
	/** The key under which it is sent. */
	key: string;
	/** The value at this path, undefined when it is not given; refuses what the server would not take. */
	read(param: ChatwootParameters, path: string): unknown;
	/** It has to be given for a new record: it stands above "Additional Fields". */
	isNeeded?: boolean;
	/** Stands above "Additional Fields" without having to be given. */
	isUsual?: boolean;
	/** It can only be set then. */
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

/** A name: text without blanks around it. */
export function name(key: string, property: Property, role?: Role): Field {
	return field(key, asText(property), (param, path) => param.trimmed(path), role);
}

/** Text as it was written. */
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

/** A web address that the server sends something to. */
export function address(key: string, property: Property, role?: Role): Field {
	return field(key, asText(property), webUrl, role);
}

function asText(property: Property): INodeProperties {
	return { type: 'string', default: '', ...property };
}

/** The properties of fields for an operation that creates: the needed ones, `own`, then a collection. */
export function newFieldProperties(
	fields: Field[],
	own: INodeProperties[] = [],
	more: INodeProperties[] = [],
): INodeProperties[] {
	const wanted = fields.filter(({ only }) => only !== 'update');
	const rest = [...wanted.filter((each) => !isAbove(each)).map(propertyOf), ...more];
	return [
		...wanted.filter(isAbove).map(propertyOf),
		...own,
		...(rest.length > 0 ? [additionalFields(rest)] : []),
	];
}

/** The fields of a new record, by their keys; refuses when one that is needed is not given. */
export function newFieldsFrom(fields: Field[], param: ChatwootParameters): IDataObject {
	const wanted = fields.filter(({ only }) => only !== 'update');
	return valuesOf(wanted, param, (each) =>
		isAbove(each) ? each.property.name : `additionalFields.${each.property.name}`,
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

/** What a collection gives of these fields, by their keys. */
export function valuesIn(
	collection: string,
	fields: Field[],
	param: ChatwootParameters,
): IDataObject {
	const optional = fields.map((each) => ({ ...each, isNeeded: false }));
	return valuesOf(optional, param, ({ property }) => `${collection}.${property.name}`);
}

/** Fields that stand above "Additional Fields" although nobody has to give them. */
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
	return given(Object.fromEntries(entries) as IDataObject);
}

const isAbove = ({ isNeeded, isUsual }: Field): boolean => isNeeded === true || isUsual === true;

export const propertyOf = ({ property }: Field): INodeProperties => property;

/** The collection of what is to be changed. */
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

/** The collection of what narrows a list. */
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

/** The server answers an empty change with a 422 that does not help, or with nothing done (chatwoot.md §2). */
export function refuseNoChange(param: ChatwootParameters, fields: IDataObject): void {
	if (Object.keys(fields).length > 0) return;
	param.refuse('updateFields', 'is empty', 'Add at least one field and give it a value.');
}
