import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { INodeProperties, INodeType } from 'n8n-workflow';
import ts from 'typescript';
import { pathsOf } from './declared';
import { pathMethodsIn, readsIn } from './reads';

/**
 * `param.text('additionalFields.emial')` is no error for n8n: it is undefined, for ever. So every path
 * that an operation reads has to stand among its properties; what several operations share, among
 * those of one of them.
 */
const root = join(__dirname, '../..');

interface Operation {
	value: string;
	properties: INodeProperties[];
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isOperation = (value: unknown): value is Operation =>
	isObject(value) && 'run' in value && 'properties' in value;
const isResource = (value: unknown): value is { operations: Operation[] } =>
	isObject(value) && 'operations' in value && !('open' in value);

function filesUnder(folder: string): string[] {
	return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('.ts'))
		.map((path) => join(folder, path));
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const load = (path: string): Record<string, unknown> => jest.requireActual(join(root, path));

/** The file behind a relative import. */
function resolved(from: string, to: string): string | undefined {
	const path = join(dirname(from), to);
	return [`${path}.ts`, join(path, 'index.ts')].find((file) => existsSync(join(root, file)));
}

interface Import {
	from: string;
	names: string[];
}

/** The relative imports of a file, but for types. */
function importsOf(path: string): Import[] {
	const file = ts.createSourceFile(path, read(path), ts.ScriptTarget.ES2022, true);
	return file.statements.filter(ts.isImportDeclaration).flatMap((statement) => {
		const { importClause, moduleSpecifier } = statement;
		const from = resolved(path, (moduleSpecifier as ts.StringLiteral).text);
		if (!from || importClause?.isTypeOnly) return [];
		const bindings = importClause?.namedBindings;
		const names = bindings && ts.isNamedImports(bindings) ? bindings.elements : [];
		return [{ from, names: names.map(({ name }) => name.text) }];
	});
}

/** The operations that the files of a node make, each by the files that it may read parameters in. */
function readersIn(folder: string): Map<string, Set<Operation>> {
	const files = filesUnder(folder);
	const imports = new Map(files.map((file) => [file, importsOf(file).map(({ from }) => from)]));
	const readers = new Map(files.map((file) => [file, new Set<Operation>()]));
	for (const file of files) {
		const made = operationsOf(load(file));
		const seen = new Set<string>();
		const walk = (path: string): void => {
			if (seen.has(path) || (path !== file && operationsOf(load(path)).length > 0)) return;
			seen.add(path);
			for (const operation of made) readers.get(path)?.add(operation);
			for (const next of imports.get(path) ?? []) walk(next);
		};
		if (made.length > 0) walk(file);
	}
	return readers;
}

/** Those exported by a file, and those of the resource that it exports. */
function operationsOf(exports: Record<string, unknown>): Operation[] {
	const values = Object.values(exports).flatMap((value) =>
		Array.isArray(value) ? value : [value],
	);
	return [
		...values.filter(isOperation),
		...values.filter(isResource).flatMap(({ operations }) => operations),
	];
}

const methods = new Set(filesUnder('nodes').flatMap((path) => pathMethodsIn(read(path))));

interface Reading {
	operations: Operation[];
	source: string;
	/** Looks up names that stand for texts and are not the source's own. */
	imported?: (name: string) => string | undefined;
}

/** What is read and is no path of the properties of any of the operations. */
function unknownReads({ operations, source, imported = () => undefined }: Reading): string[] {
	const declared = operations.flatMap(({ properties }) => pathsOf(properties));
	return readsIn(source, methods, imported)
		.filter(({ pattern }) => !declared.some((path) => pattern.test(path)))
		.map(({ line, text }) => `${line}: ${text}`);
}

function importedTexts(path: string): (name: string) => string | undefined {
	const files = new Map(
		importsOf(path).flatMap(({ from, names }) => names.map((name) => [name, from])),
	);
	return (name) => {
		const file = files.get(name);
		const value = file && load(file)[name];
		return typeof value === 'string' ? value : undefined;
	};
}

/** The files that read parameters for a trigger, all with the properties of its node. */
function readersOfTrigger(service: string): Map<string, Set<Operation>> {
	const { [`${service}Trigger`]: Trigger } = load(`nodes/${service}/${service}Trigger.node.ts`);
	const { properties } = new (Trigger as new () => INodeType)().description;
	const trigger: Operation = { value: 'trigger', properties };
	return new Map(filesUnder(`nodes/${service}/trigger`).map((path) => [path, new Set([trigger])]));
}

const nodes: Array<[string, Map<string, Set<Operation>>, number]> = [
	['Chatwoot', readersIn('nodes/Chatwoot/actions'), 200],
	['Chatwoot Client', readersIn('nodes/Chatwoot/client/actions'), 10],
	['Chatwoot Platform', readersIn('nodes/Chatwoot/platform/actions'), 3],
	['Twake', readersIn('nodes/Twake/actions'), 50],
	['Twake Chat', readersIn('nodes/TwakeChat/actions'), 50],
	['Chatwoot Trigger', readersOfTrigger('Chatwoot'), 3],
	['Twake Trigger', readersOfTrigger('Twake'), 3],
	['Twake Chat Trigger', readersOfTrigger('TwakeChat'), 3],
];

describe('every parameter that a node reads', () => {
	it.each(nodes)('is one of its properties: %s', (_node, readers, fewest) => {
		const files = [...readers].map(([path, operations]) => ({
			path,
			operations: [...operations],
			source: read(path),
			imported: importedTexts(path),
		}));
		const reads = files.flatMap(({ source, imported }) => readsIn(source, methods, imported));
		expect(reads.length).toBeGreaterThanOrEqual(fewest);

		const used = files.filter(({ operations }) => operations.length > 0);
		const unknown = used.flatMap((file) =>
			unknownReads(file).map((found) => `${file.path}:${found}`),
		);
		expect(unknown).toEqual([]);
	});

	const properties = [
		{ name: 'title', type: 'string' },
		{ name: 'extra', type: 'collection', options: [{ name: 'email', type: 'string' }] },
		{
			name: 'files',
			type: 'fixedCollection',
			options: [{ name: 'file', values: [{ name: 'field', type: 'string' }] }],
		},
		{ name: 'typed', type: 'resourceMapper' },
	] as INodeProperties[];
	const unknownIn = (source: string) =>
		unknownReads({ operations: [{ value: 'create', properties }], source });

	it.each([
		"param.text('titel')",
		"context.param.requiredText('extra.emial')",
		"const read = (param) => param.optionalText('email')",
		"const AT = 'extra'; param.boolean(`${AT}.phone`)",
		"const PATH = 'extra.phone'; param.names(PATH)",
		'param.text(`${at}.emial`)',
		'param.text(`files.file[${row}].name`)',
		"param.refuse('titel', 'is empty')",
		"context.getNodeParameter('titel', '')",
	])('and is none of them would be found: %s', (source) => {
		expect(unknownIn(source)).toHaveLength(1);
	});

	it.each([
		"param.text('title')",
		"param.value('typed.value')",
		"const AT = 'extra'; param.boolean(`${AT}.email`)",
		'param.text(`${at}.email`)',
		'param.text(`${path}[${index}].field`)',
		'param.text(`files.file[${row}].field`)',
		'param.text(path)',
		"other.text('titel')",
	])('and is one of them is let through: %s', (source) => {
		expect(unknownIn(source)).toEqual([]);
	});
});
