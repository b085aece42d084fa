import type { IDataObject } from 'n8n-workflow';
import { Waiting } from './asking/waiting';
import type { Hint } from './hints';
import { isObject } from './json';
import { WithFiles } from './operation';
import type { OperationResult } from './operation';
import type { Parameters } from './parameters';
import { quote } from './text';

const CHOICES = ['raw', 'selected', 'simplified'] as const;

/** How one item wants its output. */
export interface WantedOutput {
	isSimple: boolean;
	/** What is put out of a result. */
	of(result: OperationResult): OperationResult;
}

/** For operations that offer no choice. */
export const wholeOutput: WantedOutput = { isSimple: false, of: (result) => result };

/** Reads `outputFields`; to be called before any request, because it may refuse. */
export function wantedOutput(param: Parameters, hint: Hint): WantedOutput {
	const choice = param.optionalChoice('output', CHOICES);
	if (choice !== 'selected') {
		const isSimple = choice === undefined ? param.boolean('simplify') : choice === 'simplified';
		return { ...wholeOutput, isSimple };
	}
	const paths = param.names('outputFields');
	if (paths.length === 0) param.refuse('outputFields', 'is empty', 'Name at least one field.');
	const select = (records: IDataObject[]) => {
		warnOfStrange(paths, records, hint);
		return records.map((record) => selected(record, paths));
	};
	return {
		isSimple: true,
		of(result) {
			if (result === undefined || result instanceof Waiting) return result;
			if (result instanceof WithFiles) {
				return new WithFiles(select([result.json])[0], result.binary);
			}
			return Array.isArray(result) ? select(result) : select([result])[0];
		},
	};
}

/** What an operation leaves of a thing. */
interface Views<Thing> {
	/** With Simplify; without it the operation offers no choice. */
	simplify?(thing: Thing): object;
	/** Without Simplify, if it is not the thing itself. */
	raw?(thing: Thing): object;
}

/** Puts out the things that an operation returns; to be called before any request, as above. */
export function outputOf<Thing>(
	param: Parameters,
	hint: Hint,
	{ simplify, raw }: Views<Thing>,
): (result: Thing | Thing[]) => OperationResult {
	const output = simplify ? wantedOutput(param, hint) : wholeOutput;
	const view = output.isSimple ? simplify : raw;
	const shown = (thing: Thing) => (view ? view(thing) : thing);
	return (result) =>
		output.of((Array.isArray(result) ? result.map(shown) : shown(result)) as OperationResult);
}

/** What a record lacks is null, so that a model need not guess. */
function selected(record: IDataObject, paths: string[]): IDataObject {
	if (!isObject(record)) return record;
	return Object.fromEntries(paths.map((path) => [path, valueAt(record, path) ?? null]));
}

/** A field may be missing in one record; when all lack it, it is probably misspelt. */
function warnOfStrange(paths: string[], records: IDataObject[], hint: Hint): void {
	const strange = paths.filter((path) =>
		records.every((each) => valueAt(each, path) === undefined),
	);
	if (records.length === 0 || strange.length === 0) return;
	const known = [...new Set(records.filter(isObject).flatMap(Object.keys))].sort();
	const names = strange.map(quote).join(', ');
	hint(`"Output Fields": nothing has ${names}. There are: ${known.join(', ')}.`, 'warning');
}

function valueAt(record: IDataObject, path: string): IDataObject[string] {
	let value: unknown = record;
	for (const part of path.split('.')) {
		if (!isObject(value) || !Object.hasOwn(value, part)) return undefined;
		value = value[part];
	}
	return value as IDataObject[string];
}
