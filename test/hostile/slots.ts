import type {
	IDataObject,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
} from 'n8n-workflow';

/** A place of an operation's parameters where a person or an expression can put something. */
export interface Slot {
	/** `additionalFields.email` */
	path: string;
	/** What a sensible user would enter; empty where nothing is needed. */
	base: IDataObject[string];
	/** What other parameters have to be for this one to show. */
	needs: IDataObject;
}

const expressionFor = (path: string) => `={{ $json[${JSON.stringify(path)}] }}`;

/** The parameters of an operation, each of them taken from the item, and the list of the places. */
export function slotsOf(
	properties: INodeProperties[],
	baseOf: (property: INodeProperties) => IDataObject[string],
): { parameters: INodeParameters; slots: Slot[] } {
	const slots: Slot[] = [];
	const parameters: INodeParameters = {};
	for (const property of properties) {
		const needs = Object.fromEntries(
			Object.entries(property.displayOptions?.show ?? {}).map(([name, values]) => [
				name,
				(values as IDataObject[string][])[0],
			]),
		);
		parameters[property.name] = filled(property, property.name, (path, isOptional) => {
			slots.push({ path, base: isOptional ? '' : baseOf(property), needs });
			return expressionFor(path);
		}) as INodeParameters[string];
	}
	return { parameters, slots };
}

type Place = (path: string, isOptional: boolean) => string;

function filled(property: INodeProperties, path: string, place: Place): unknown {
	const { type, options = [], typeOptions } = property;
	if (type === 'collection') {
		const entries = (options as INodeProperties[]).map((option) => [
			option.name,
			option.type === 'fixedCollection'
				? filled(option, `${path}.${option.name}`, place)
				: leaf(option, place(`${path}.${option.name}`, true)),
		]);
		return Object.fromEntries(entries);
	}
	if (type === 'fixedCollection') {
		const groups = (options as INodePropertyCollection[]).map(({ name, values }) => {
			const row = Object.fromEntries(
				values.map((value) => [
					value.name,
					leaf(value, place(`${path}.${name}.${value.name}`, true)),
				]),
			);
			return [name, typeOptions?.multipleValues === true ? [row] : row];
		});
		return Object.fromEntries(groups);
	}
	return leaf(property, place(path, false));
}

function leaf({ type }: INodeProperties, expression: string): unknown {
	return type === 'resourceLocator' ? { __rl: true, mode: 'id', value: expression } : expression;
}

/** An item in which one place holds `value` and all others what a reasonable person would enter. */
export function itemWith(slots: Slot[], slot: Slot, value: unknown): IDataObject {
	const base = Object.fromEntries(slots.map(({ path, base }) => [path, base]));
	return { ...base, ...slot.needs, [slot.path]: value as IDataObject[string] };
}
