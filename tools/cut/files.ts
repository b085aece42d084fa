import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder } from './folders';
import { neededBy } from './imports';
import { ownersOf, sourceOf } from './services';
import type { Service } from './services';

/** What every package has, whatever it is for. Not what is written for it anew: pages.ts. */
const ALWAYS = [
	...['.editorconfig', '.gitignore', '.prettierignore', '.prettierrc.json', '.ci', '.github'],
	...['eslint.config.mjs', 'gulpfile.js', 'jest.config.js', 'tsconfig.json', 'tsconfig.build.json'],
	...['package.json', 'package-lock.json', 'LICENSE', 'CODE_OF_CONDUCT.md', 'SECURITY.md'],
	...['CHANGELOG.md', 'tools/build', 'tools/install.mjs', 'tools/lockfile.mjs'],
	...['nodes/shared', 'test/scan', 'test/property-seed.ts'],
];
/** Dependencies are renewed, and packages cut, where this one is cut from. */
const NEVER = ['.github/dependabot.yml', '.github/workflows/cuts.yml'];
/** Pages for people who use the nodes: those of other services fall out by what they say. */
export const GUIDES = [
	...['credentials', 'operations', 'triggers', 'limits', 'questions', 'support-agent', 'recipes'],
];

/** The files of a service's package, by their paths from `root`. */
export function filesOf(root: string, service: Service, services: Service[]): string[] {
	const { name, servers } = service;
	const credentials = service.credentials.map(sourceOf);
	const whole = [
		...ALWAYS,
		`nodes/${name}`,
		...servers.flatMap((server) => [`sandbox/${server}`, `test/recordings/${server}`]),
	].flatMap((path) => filesUnder(root, path));
	const icons = credentials.flatMap((path) => iconsOf(root, path));
	const tests = testsOf(root, service, services);
	const files = [...neededBy(root, [...whole, ...credentials, ...icons, ...tests])];
	const isOfOthers = (page: string): boolean =>
		services.some((each) => each !== service && each.servers.includes(page));
	const pages = [...pagesCitedIn(root, files).filter((page) => !isOfOthers(page)), ...GUIDES]
		.map((page) => `docs/${page}.md`)
		.filter((path) => existsSync(join(root, path)));
	return [...new Set([...files, ...pages, ...examplesOf(root, service)])]
		.filter((path) => !NEVER.includes(path))
		.sort();
}

function iconsOf(root: string, credential: string): string[] {
	const text = readFileSync(join(root, credential), 'utf8');
	return [...text.matchAll(/'file:([^']+)'/g)].map(([, file]) => `credentials/${file}`);
}

/** Those that reach this service and no other, and those of the common code that reach none. */
function testsOf(root: string, service: Service, services: Service[]): string[] {
	return filesUnder(root, 'test')
		.filter((path) => path.endsWith('.test.ts'))
		.filter((path) => {
			const needed = [...neededBy(root, [path])];
			const reached = new Set(needed.flatMap((each) => ownersOf(each, services)));
			if (reached.size === 0) return path.startsWith('test/shared/');
			// Those that lie loose in test/ look at the whole tree.
			return reached.size === 1 && reached.has(service) && /^test\/.+\//.test(path);
		});
}

/** The pages that comments name as proof. */
function pagesCitedIn(root: string, files: string[]): string[] {
	const texts = files
		.filter((path) => path.endsWith('.ts'))
		.map((path) => readFileSync(join(root, path), 'utf8'));
	const cited = texts.flatMap((text) => text.match(/[\w-]+(?=\.md [\u00a7[])/g) ?? []);
	return [...new Set(cited)];
}

/** Workflows whose nodes are n8n's own and this service's. */
function examplesOf(root: string, service: Service): string[] {
	const own = service.nodes.map((built) => /(\w+)\.node\.js$/.exec(built)?.[1].toLowerCase());
	return filesUnder(root, 'examples').filter((path) => {
		if (!path.endsWith('.json')) return false;
		const text = readFileSync(join(root, path), 'utf8');
		const types = [...text.matchAll(/"n8n-nodes-twake-chatwoot\.(\w+)"/g)].map(([, type]) =>
			type.replace(/Tool$/, '').toLowerCase(),
		);
		return types.every((type) => own.includes(type));
	});
}
