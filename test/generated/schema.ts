import type { IDataObject } from 'n8n-workflow';

/** The part of JSON Schema that n8n's previews of an output understand. */
export interface Schema {
	/** Several if values of several types have been seen. */
	type: string | string[];
	properties?: Record<string, Schema>;
	items?: Schema;
}

/** Keys of objects whose contents people and other programs choose. */
const OPEN = new Set([
	'additional_attributes',
	'bot_config',
	'content_attributes',
	'context',
	'custom_attributes',
	'settings',
]);

const UNKNOWN: Schema = { type: 'null' };
const TEXT: Schema = { type: 'string' };

/** The schema of all outputs of an operation together. */
export const schemaOfAll = (outputs: IDataObject[]): Schema =>
	outputs.map((output) => schemaOf(output)).reduce(merged, UNKNOWN);

function schemaOf(value: unknown, key = ''): Schema {
	if (value === null || value === undefined) return UNKNOWN;
	if (Array.isArray(value)) {
		const items = value.map((each) => schemaOf(each)).reduce(merged, UNKNOWN);
		return items === UNKNOWN ? { type: 'array' } : { type: 'array', items };
	}
	if (typeof value !== 'object') return { type: typeof value };
	if (OPEN.has(key)) return { type: 'object' };
	const entries = Object.entries(value as IDataObject);
	return objectOf(entries.map(([name, each]) => [name, schemaOf(each, name)]));
}

/** A schema for the values of both. */
function merged(one: Schema, other: Schema): Schema {
	if (isUnknown(one)) return other;
	if (isUnknown(other)) return one;
	if (one.type === 'object' && other.type === 'object') {
		const properties = { ...one.properties };
		for (const [key, schema] of Object.entries(other.properties ?? {})) {
			properties[key] = key in properties ? merged(properties[key], schema) : schema;
		}
		return objectOf(Object.entries(properties));
	}
	if (one.type === 'array' && other.type === 'array') {
		const items = merged(one.items ?? UNKNOWN, other.items ?? UNKNOWN);
		return { type: 'array', ...(!isUnknown(items) && { items }) };
	}
	const types = [...new Set([one.type, other.type].flat())];
	return { ...one, ...other, type: types.length > 1 ? types : types[0] };
}

/**
 * The schemas with what null and empty lists leave open filled in from a field of the same name that
 * has a value elsewhere. What has none anywhere is text: numbers and flags are never left out.
 * An empty list of which operations have two kinds could be either: one of them needs another name.
 */
export function completed(schemas: Map<string, Schema>): Map<string, Schema> {
	const known = new Map<string, Schema>();
	const ambiguous = new Set<string>();
	const learn = ({ properties = {}, items }: Schema): void => {
		for (const [key, schema] of Object.entries(properties)) {
			const before = known.get(key) ?? schema;
			if (before.items && schema.items && String(before.items.type) !== String(schema.items.type))
				ambiguous.add(key);
			if (!isOpenEnded(schema)) known.set(key, before);
			learn(schema);
		}
		if (items) learn(items);
	};
	const complete = (schema: Schema, key: string): Schema => {
		if (ambiguous.has(key) && schema.type === 'array' && !schema.items)
			throw new Error(`"${key}" is a list of two kinds, in two operations: rename one of them`);
		if (isOpenEnded(schema)) return known.get(key) ?? (isUnknown(schema) ? TEXT : schema);
		const { type, properties, items } = schema;
		if (items) return { type, items: complete(items, '') };
		if (!properties) return schema;
		return objectOf(Object.entries(properties).map(([name, each]) => [name, complete(each, name)]));
	};
	for (const schema of schemas.values()) learn(schema);
	return new Map([...schemas].map(([name, schema]) => [name, complete(schema, '')]));
}

function objectOf(entries: Array<[string, Schema]>): Schema {
	if (entries.length === 0) return { type: 'object' };
	return { type: 'object', properties: Object.fromEntries(entries) };
}

const isUnknown = ({ type }: Schema): boolean => type === 'null';
const isOpenEnded = (schema: Schema): boolean =>
	isUnknown(schema) || (schema.type === 'array' && !schema.items);
