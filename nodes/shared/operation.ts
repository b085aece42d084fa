import type {
	IBinaryKeyData,
	IDataObject,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { StrangeAnswer } from './answers';
import { byName } from './fields';
import { isObject } from './json';
import type { Waiting } from './asking/waiting';

/**
 * The result of an operation for one item: one object, several, or none (n8n then outputs no item);
 * or a sign that the execution waits for a person.
 */
export type OperationResult = IDataObject | IDataObject[] | WithFiles | Waiting | void;

/** A result with files: `binary` is keyed by the name of the binary field. */
export class WithFiles {
	constructor(
		readonly json: IDataObject,
		readonly binary: IBinaryKeyData,
	) {}
}

/** The names of an operation. */
export interface OperationWords {
	/** As listed under "Operation", Title Case. */
	name: string;
	/** The stored value; never changes once published. */
	value: string;
	/** The sentence in n8n's node search, for example "Create a contact". */
	action: string;
	description: string;
}

/**
 * One operation of a node as a plain value: how the editor offers it and what it does for ONE item.
 * `Context` is what the node passes in: the API client, the item's parameters and so on.
 */
export interface Operation<Context> extends OperationWords {
	properties: INodeProperties[];
	/**
	 * Items with the same key run one after another in input order: the servers have no reliable
	 * locks, so this key is the lock. Without a key the item runs as soon as a worker is free.
	 */
	orderKey?(context: Context): string | undefined;
	/** It asks a person and waits, which an execution can do for only one item at a time. */
	asks?: boolean;
	/**
	 * Does the work for one item. Never loops over items, never catches an error just to continue.
	 */
	run(context: Context): Promise<OperationResult>;
}

/** A group of operations about one kind of thing. */
export interface Resource<Context> {
	name: string;
	value: string;
	/** Shown below the name in the list of resources. */
	description?: string;
	operations: Array<Operation<Context>>;
	/** The operation chosen at first, unless it is one of `USUAL`. */
	usual?: string;
}

/** What people most likely want when they have only chosen a resource, likeliest first. */
const USUAL = ['send', 'create', 'upload', 'getMany', 'search', 'get'];

/** Collects the editor's properties from the same list that `runOperation` dispatches on. */
export function propertiesOf<Context>(
	resources: Array<Resource<Context>>,
	options: INodeProperties,
): INodeProperties[] {
	return [
		selector('Resource', 'resource', resources.map(resourceOption), ['message']),
		...resources.map(operationProperty),
		...resources.flatMap(fieldsOf),
		options,
	];
}

/** Finds the operation that an item asks for; undefined when these names match none. */
export function findOperation<Context>(
	resources: Array<Resource<Context>>,
	resource: unknown,
	operation: unknown,
): Operation<Context> | undefined {
	return resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
}

function resourceOption<Context>(resource: Resource<Context>): INodePropertyOptions {
	const { name, value, description } = resource;
	return { name, value, description };
}

function operationProperty<Context>(resource: Resource<Context>): INodeProperties {
	const options: INodePropertyOptions[] = resource.operations.map(
		({ name, value, action, description }) => ({ name, value, action, description }),
	);
	const displayOptions = { show: { resource: [resource.value] } };
	const usual = resource.usual ? [resource.usual] : USUAL;
	return { ...selector('Operation', 'operation', options, usual), displayOptions };
}

/** A choice that may also be an expression, so that items of one run can differ in it. */
function selector(
	displayName: string,
	name: string,
	options: INodePropertyOptions[],
	usual: string[],
): INodeProperties {
	const values = options.map(({ value }) => value);
	const likely = usual.find((value) => values.includes(value)) ?? values[0];
	return { displayName, name, type: 'options', options: byName(options), default: likely };
}

interface Field {
	property: INodeProperties;
	operations: string[];
	/** The key under which equal fields are merged. */
	json: string;
}

/**
 * The fields of all operations of a resource, in the order of each operation. Fields that several
 * operations share are listed once, because n8n goes through all fields of a node for every
 * execution.
 */
function fieldsOf<Context>({ value, operations }: Resource<Context>): INodeProperties[] {
	const fields: Field[] = [];
	for (const operation of operations) {
		let next = 0;
		for (const property of operation.properties) {
			const json = JSON.stringify(property);
			const found = fields.findIndex((field, index) => index >= next && field.json === json);
			if (found >= 0) fields[found].operations.push(operation.value);
			else fields.splice(next, 0, { property, operations: [operation.value], json });
			next = (found >= 0 ? found : next) + 1;
		}
	}
	return fields.map(({ property, operations: shownFor }) => {
		const here = { resource: [value], operation: shownFor };
		// These come first: the first condition that meets an expression shows the field (n8n.md §3).
		const show = { ...here, ...property.displayOptions?.show, ...here };
		return { ...property, displayOptions: { ...property.displayOptions, show } };
	});
}

/**
 * Reads the parameters of an item once, although both its order and its work ask for them: a reading
 * may run expressions and give hints.
 */
export function readOnce<Context extends object, Reading>(
	read: (context: Context) => Reading,
): (context: Context) => Reading {
	const readings = new WeakMap<Context, { reading: Reading }>();
	return (context) => {
		const known = readings.get(context) ?? { reading: read(context) };
		readings.set(context, known);
		return known.reading;
	};
}

/** Links what an operation returned for item `index` to that item. Throws when it is no JSON object. */
export function toItems(
	result: Exclude<OperationResult, Waiting>,
	index: number,
): INodeExecutionData[] {
	const pairedItem = { item: index };
	if (result instanceof WithFiles)
		return [{ json: result.json, binary: result.binary, pairedItem }];
	const list = result === undefined ? [] : Array.isArray(result) ? result : [result];
	for (const json of list) {
		// From an unexpected answer; n8n would crash on it.
		if (!isObject(json)) {
			throw new StrangeAnswer('It holds something that is no object');
		}
	}
	return list.map((json) => ({ json, pairedItem }));
}
