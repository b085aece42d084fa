import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { preProcessFile } from 'typescript';
import packageJson from '../package.json';

/** Sources by their path from the root of the repository. */
type Sources = Record<string, string>;

const root = join(__dirname, '..');

function sourcesUnder(...folders: string[]): Sources {
	const paths = folders.flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
			.filter((path) => /\.(ts|mjs|js)$/.test(path) && !/node_modules|recordings/.test(path))
			.map((path) => join(folder, path)),
	);
	return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/** Where a file stands: the room of the house and the service it belongs to. */
function placeOf(path: string): { room: string; service?: string } {
	const [top, service, room] = path.split('/');
	if (top !== 'nodes') return { room: top };
	if (service === 'shared') return { room: 'shared' };
	return { room: room in mayImport ? room : 'node', service };
}

/** Which rooms a room may import from; those of a service only within that service. */
const mayImport: Record<string, string[]> = {
	shared: ['shared'],
	api: ['api', 'shared'],
	actions: ['actions', 'api', 'shared'],
	methods: ['methods', 'api', 'shared'],
	trigger: ['trigger', 'api', 'shared'],
	node: ['node', 'actions', 'methods', 'trigger', 'api', 'shared'],
	credentials: ['credentials', 'api'],
};
const packages = ['n8n-workflow', 'crypto', 'node:crypto'];

/** One sentence for every import that breaks a rule. */
function importProblems(sources: Sources): string[] {
	return Object.entries(sources).flatMap(([path, source]) =>
		preProcessFile(source, true, true).importedFiles.flatMap(({ fileName }) => {
			const complaint = `${path} must not import ${fileName}`;
			if (!fileName.startsWith('.')) return packages.includes(fileName) ? [] : [complaint];
			const from = placeOf(path);
			const to = placeOf(normalize(join(dirname(path), fileName)));
			const isForeign = from.service && to.service && from.service !== to.service;
			return mayImport[from.room]?.includes(to.room) && !isForeign ? [] : [complaint];
		}),
	);
}

/** What would make an installation of the package run code or fetch other packages. */
function packageProblems(manifest: object): string[] {
	const { scripts = {}, peerDependencies, ...rest } = manifest as Record<string, object>;
	const hooks = ['preinstall', 'install', 'postinstall', 'preprepare', 'prepare', 'postprepare'];
	const fields = [
		'dependencies',
		'optionalDependencies',
		'bundleDependencies',
		'bundledDependencies',
		'overrides',
	];
	const peers = JSON.stringify(peerDependencies);
	return [
		...fields.filter((field) => field in rest).map((field) => `has ${field}`),
		...hooks.filter((hook) => hook in scripts).map((hook) => `has a script ${hook}`),
		...(peers === '{"n8n-workflow":"*"}' ? [] : [`has the peers ${peers}`]),
	];
}

interface Listed {
	value: string;
}

const isOperation = (value: unknown): value is Listed =>
	typeof value === 'object' && value !== null && 'run' in value && 'value' in value;

const isResource = (value: unknown): value is Listed & { operations: unknown[] } =>
	typeof value === 'object' && value !== null && 'operations' in value;

/** The operations of a file that its resource does not list, so that nobody could choose them. */
function unlisted(operationFile: object, index: object): string[] {
	const listed = Object.values(index)
		.filter(isResource)
		.flatMap(({ operations }) => operations);
	const operations = Object.values(operationFile).filter(isOperation);
	if (operations.length === 0) return ['(none at all)'];
	return operations.filter((operation) => !listed.includes(operation)).map(({ value }) => value);
}

function duplicates(values: string[]): string[] {
	return values.filter((value, index) => values.indexOf(value) !== index);
}

const published = sourcesUnder('nodes', 'credentials');
const load = (path: string): object => jest.requireActual<object>(join(root, path));

describe('the imports of the package', () => {
	it('keep to the rooms of the house', () => {
		expect(Object.keys(published).length).toBeGreaterThan(20);
		expect(importProblems(published)).toEqual([]);
	});

	it.each<[string, string, string]>([
		['nodes/shared/run.ts', "import { x } from '../Twake/api';", 'shared knows no service'],
		['nodes/Twake/api/index.ts', "import { x } from '../../Chatwoot/api/ids';", 'other service'],
		['nodes/Twake/Twake.node.ts', "import { x } from '../Chatwoot/api';", 'other service'],
		['nodes/Twake/api/a.ts', "import { x } from '../actions/fields';", 'api knows no actions'],
		['nodes/Twake/api/a.ts', "import type { X } from '../methods/x';", 'not even types'],
		['nodes/Twake/api/a.ts', "export * from '../trigger/events';", 'by re-export'],
		['nodes/Twake/api/a.ts', "import { Twake } from '../Twake.node';", 'api knows no node'],
		['nodes/Twake/methods/a.ts', "import { x } from '../actions/fields';", 'beside each other'],
		['nodes/Twake/actions/a/b.ts', "import { x } from '../../../../sandbox/twake';", 'sandbox'],
		['nodes/shared/a.ts', "import { x } from '../../test/engine';", 'tests'],
		['nodes/shared/a.ts', "import { x } from '../../tools/n8n';", 'tools'],
		['credentials/A.credentials.ts', "import { x } from '../sandbox/a';", 'sandbox'],
		['credentials/A.credentials.ts', "import { x } from '../nodes/Twake/actions/a/b';", 'only api'],
		['nodes/shared/a.ts', "import axios from 'axios';", 'a package'],
		['nodes/shared/a.ts', "import { readFileSync } from 'fs';", 'a module of node'],
		['nodes/shared/a.ts', "const { x } = require('node:fs');", 'by require'],
		['nodes/shared/a.ts', "const x = await import('n8n-core');", 'at run time'],
		['nodes/shared/a.ts', "import { x } from 'n8n-workflow/dist/x';", 'insides of a package'],
	])('that break a rule are found: %s: %s (%s)', (path, source) => {
		expect(importProblems({ [path]: source })).toHaveLength(1);
	});

	it('that keep to the rules are let through', () => {
		const imports = `
			import { NodeApiError } from 'n8n-workflow';
			import { createHmac } from 'node:crypto';
			import { request } from '../../../shared/request';
			import { Threads } from '../../api/threads';
			import { channel } from '../fields';`;
		expect(importProblems({ 'nodes/Twake/actions/thread/a.ts': imports })).toEqual([]);
		const login = "import { logIn } from '../nodes/Twake/api/login';";
		expect(importProblems({ 'credentials/TwakeApi.credentials.ts': login })).toEqual([]);
	});
});

describe('package.json', () => {
	it('lets an installation fetch and run nothing', () => {
		expect(packageProblems(packageJson)).toEqual([]);
	});

	it.each([
		[{ dependencies: {} }, 'has dependencies'],
		[{ optionalDependencies: { a: '1' } }, 'has optionalDependencies'],
		[{ overrides: { a: '1' } }, 'has overrides'],
		[{ scripts: { postinstall: 'x' } }, 'has a script postinstall'],
		[{ scripts: { prepare: 'x' } }, 'has a script prepare'],
		[{ peerDependencies: { 'n8n-workflow': '^2' } }, 'has the peers {"n8n-workflow":"^2"}'],
		[{ peerDependencies: {} }, 'has the peers {}'],
	])('with %j would be found', (change, problem) => {
		expect(packageProblems({ ...packageJson, ...change })).toEqual([problem]);
	});

	it.each(['nodes', 'credentials'] as const)('lists the %s that there are', (kind) => {
		const suffix = kind === 'nodes' ? '.node.ts' : '.credentials.ts';
		const listed = packageJson.n8n[kind].map((path) =>
			path.replace(/^dist\//, '').replace(/\.js$/, '.ts'),
		);
		expect(listed.filter((path) => !existsSync(join(root, path)))).toEqual([]);
		const there = Object.keys(published).filter((path) => path.endsWith(suffix));
		expect(there.sort()).toEqual(listed.sort());
	});
});

describe('no rule of the linter', () => {
	const comment = /(\/\/|\/\*)\s*eslint-disable/;
	const disabling = (sources: Sources) =>
		Object.keys(sources).filter((path) => comment.test(sources[path]));

	it('is switched off by a comment', () => {
		expect(disabling(sourcesUnder('nodes', 'credentials', 'test', 'sandbox', 'tools'))).toEqual([]);
	});

	it('could be without being found', () => {
		// In two pieces, or this file would be its own finding.
		const word = ['eslint', 'disable'].join('-');
		const sources = { 'a.ts': `x(); // ${word}-line`, 'b.ts': `/*${word}*/`, 'c.ts': '// eslint' };
		expect(disabling(sources)).toEqual(['a.ts', 'b.ts']);
	});
});

const operationFiles = Object.keys(published).filter((path) => path.endsWith('.operation.ts'));

describe('an operation', () => {
	it.each(operationFiles)('is listed by its resource: %s', (path) => {
		expect(unlisted(load(path), load(join(dirname(path), 'index.ts')))).toEqual([]);
	});

	it('that is not listed would be found', () => {
		const create = { value: 'create', run: () => {} };
		const lost = { value: 'lost', run: () => {} };
		const thing = { value: 'thing', operations: [create] };
		expect(unlisted({ create }, { thing })).toEqual([]);
		expect(unlisted({ lost }, { thing })).toEqual(['lost']);
		expect(unlisted({ helper: () => {} }, { thing })).toEqual(['(none at all)']);
	});
});

describe('a resource', () => {
	const indexes = [...new Set(operationFiles.map((path) => join(dirname(path), 'index.ts')))];

	it.each(indexes)('has operations of different names, and its node offers it: %s', (path) => {
		const [resource, ...more] = Object.values(load(path)).filter(isResource);
		expect(more).toEqual([]);
		const values = resource.operations.filter(isOperation).map(({ value }) => value);
		expect(values.length).toBeGreaterThan(0);
		expect(duplicates(values)).toEqual([]);
		const all = Object.values(load(join(dirname(dirname(path)), 'index.ts')));
		const offered = all.flatMap(({ resources }: { resources?: unknown[] }) => resources ?? []);
		const namesOf = ({ value, operations }: typeof resource) =>
			[value, ...operations.filter(isOperation).map((operation) => operation.value)].join();
		expect(offered.filter(isResource).map(namesOf)).toContain(namesOf(resource));
	});

	it('stands in a folder of its own, one operation per file', () => {
		const names = operationFiles.map((path) => basename(path));
		expect(names.filter((name) => !/^[a-z-]+\.operation\.ts$/.test(name))).toEqual([]);
	});
});
