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
	// What the editor asks for is computed from what the actions declare.
	methods: ['methods', 'actions', 'api', 'shared'],
	trigger: ['trigger', 'api', 'shared'],
	memory: ['memory', 'actions', 'shared'],
	// A node of its own that gives the trigger what it missed.
	catchup: ['catchup', 'trigger', 'actions', 'methods', 'api', 'shared'],
	// Nodes with another API of the same server.
	client: ['client', 'actions', 'methods', 'api', 'shared'],
	platform: ['platform', 'actions', 'methods', 'api', 'shared'],
	node: ['node', 'actions', 'methods', 'trigger', 'memory', 'api', 'shared'],
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
	const {
		scripts = {},
		peerDependencies,
		peerDependenciesMeta,
		...rest
	} = manifest as Record<string, object>;
	const hooks = ['preinstall', 'install', 'postinstall', 'preprepare', 'prepare', 'postprepare'];
	const fields = [
		'dependencies',
		'optionalDependencies',
		'bundleDependencies',
		'bundledDependencies',
		'overrides',
	];
	const peers = JSON.stringify(peerDependencies);
	// npm fetches every peer that is not optional: a second n8n-workflow, beside that of n8n (n8n.md §9).
	const optional = JSON.stringify(peerDependenciesMeta);
	return [
		...fields.filter((field) => field in rest).map((field) => `has ${field}`),
		...hooks.filter((hook) => hook in scripts).map((hook) => `has a script ${hook}`),
		...(peers === '{"n8n-workflow":"*"}' ? [] : [`has the peers ${peers}`]),
		...(optional === '{"n8n-workflow":{"optional":true}}' ? [] : ['lets npm fetch its peer']),
	];
}

function duplicates(values: string[]): string[] {
	return values.filter((value, index) => values.indexOf(value) !== index);
}

const published = sourcesUnder('nodes', 'credentials');
const load = (path: string): object => jest.requireActual<object>(join(root, path));

describe('the imports of the package', () => {
	it('stay within their layers', () => {
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
		['nodes/Twake/actions/a.ts', "import { x } from '../methods/x';", 'not the other way round'],
		['nodes/Twake/trigger/a.ts', "import { x } from '../actions/fields';", 'beside each other'],
		['nodes/Chatwoot/actions/a.ts', "import { x } from '../client/a';", 'beside each other'],
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

	it('that follow the rules pass', () => {
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
		[{ peerDependenciesMeta: {} }, 'lets npm fetch its peer'],
		[{ peerDependenciesMeta: undefined }, 'lets npm fetch its peer'],
	])('with %j would be caught', (change, problem) => {
		expect(packageProblems({ ...packageJson, ...change })).toEqual([problem]);
	});

	it('stands where people look for it, with its build beside it', () => {
		const top = ['gulpfile.js', 'tsconfig.json', 'README.md', 'nodes', 'credentials', 'test'];
		expect(top.filter((name) => !existsSync(join(root, name)))).toEqual([]);
		expect(packageJson.scripts.build).toMatch(/\bgulp\b/);
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

	it('could be switched off unnoticed', () => {
		// In two pieces, or this file would be its own finding.
		const word = ['eslint', 'disable'].join('-');
		const sources = { 'a.ts': `x(); // ${word}-line`, 'b.ts': `/*${word}*/`, 'c.ts': '// eslint' };
		expect(disabling(sources)).toEqual(['a.ts', 'b.ts']);
	});
});

/** The folders of the resources of a node, by what their `index.ts` exports. */
function resourceFolders(service: string): Array<{ folder: string; resource: Resource }> {
	const actions = join('nodes', service, 'actions');
	return Object.keys(published)
		.filter((path) => dirname(dirname(path)) === actions && basename(path) === 'index.ts')
		.map((path) => ({ folder: dirname(path), resources: resourcesOf(load(path)) }))
		.flatMap(({ folder, resources }) => resources.map((resource) => ({ folder, resource })));
}

interface Listed {
	value: string;
	/** Made for every kind alike, from what the kind declares. */
	isStandard?: boolean;
}

interface Resource {
	value: string;
	operations: Listed[];
}

const isOperation = (value: unknown): value is Listed =>
	typeof value === 'object' && value !== null && 'run' in value && 'value' in value;

function resourcesOf(file: object): Resource[] {
	return Object.values(file).filter(
		(value: unknown): value is Resource =>
			typeof value === 'object' && value !== null && 'operations' in value,
	);
}

const kebabCase = (value: string) =>
	value.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/**
 * What breaks the rule of a resource's folder: each operation with work of its own has a file by its
 * name, which exports it and nothing else; those that all kinds have alike need none.
 */
function layoutProblems({ operations }: Resource, files: Record<string, object>): string[] {
	const own = operations.filter(({ isStandard, value }) => {
		return !isStandard || `${kebabCase(value)}.operation.ts` in files;
	});
	const names = own.map(({ value }) => `${kebabCase(value)}.operation.ts`);
	const wrong = own.flatMap((operation, index) => {
		const exported = Object.values(files[names[index]] ?? {});
		return exported.length === 1 && exported[0] === operation ? [] : [`no ${names[index]}`];
	});
	const lost = Object.keys(files).filter((file) => !names.includes(file));
	return [...wrong, ...lost.map((file) => `${file} is not offered`)];
}

function operationFilesIn(folder: string): Record<string, object> {
	const paths = Object.keys(published).filter(
		(path) => dirname(path) === folder && path.endsWith('.operation.ts'),
	);
	return Object.fromEntries(paths.map((path) => [basename(path), load(path)]));
}

describe.each(['Chatwoot', 'Chatwoot/client', 'Chatwoot/platform', 'Twake', 'TwakeChat'])(
	'the actions of %s',
	(service) => {
		const actions = join('nodes', service, 'actions');
		const all = resourceFolders(service);

		it('are one resource for each folder, which the node offers', () => {
			const offered = Object.values(load(join(actions, 'index.ts'))).flatMap(
				(value: { resources?: Resource[] }) => value.resources ?? [],
			);
			expect(all.map(({ resource }) => resource.value).sort()).toEqual(
				offered.map(({ value }) => value).sort(),
			);
			expect(duplicates(all.map(({ folder }) => folder))).toEqual([]);
		});

		it.each(all)('stand in files by their names: $folder', ({ folder, resource }) => {
			expect(layoutProblems(resource, operationFilesIn(folder))).toEqual([]);
			expect(duplicates(resource.operations.map(({ value }) => value))).toEqual([]);
		});

		it('keep shared code in folders, with no loose files next to them', () => {
			const loose = Object.keys(published).filter((path) => dirname(path) === actions);
			expect(loose).toEqual([join(actions, 'index.ts')]);
			const folders = all.map(({ folder }) => folder);
			const elsewhere = Object.keys(published).filter(
				(path) => path.endsWith('.operation.ts') && path.startsWith(actions),
			);
			expect(elsewhere.filter((path) => !folders.includes(dirname(path)))).toEqual([]);
		});
	},
);

describe('the layout of a resource', () => {
	const create = { value: 'create', run: () => {} };
	const getMany = { value: 'getMany', run: () => {}, isStandard: true };
	const thing = { value: 'thing', operations: [create, getMany] };

	it.each<[string, Resource, Record<string, object>, string[]]>([
		['as it should be', thing, { 'create.operation.ts': { create } }, []],
		['an operation without a file', thing, {}, ['no create.operation.ts']],
		[
			'a file under another name',
			thing,
			{ 'make.operation.ts': { create } },
			['no create.operation.ts', 'make.operation.ts is not offered'],
		],
		[
			'two operations in one file',
			thing,
			{ 'create.operation.ts': { create, getMany } },
			['no create.operation.ts'],
		],
		[
			'an operation that nobody can choose',
			thing,
			{ 'create.operation.ts': { create }, 'lost.operation.ts': { lost: create } },
			['lost.operation.ts is not offered'],
		],
	])('is judged: %s', (_name, resource, files, problems) => {
		expect(layoutProblems(resource, files)).toEqual(problems);
		expect(resource.operations.every(isOperation)).toBe(true);
	});
});
