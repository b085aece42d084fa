import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readIdentity } from '../adopt/identity';
import { stepsOf, withSteps } from './automation';
import { filesOf, GUIDES } from './files';
import { manifestOf } from './manifest';
import type { Manifest } from './manifest';
import { withoutParts } from './markdown';
import type { PackageName } from './package-name';
import { renamed } from './package-name';
import {
	calledIn,
	contributing,
	describedNodes,
	fits,
	readme,
	summaryOf,
	withoutLinks,
} from './pages';
import { wordsOfOthers } from './services';
import type { Service } from './services';

/** Pages that keep what is about the service. */
const FILTERED = [
	...['CHANGELOG.md', 'SECURITY.md', '.github/PULL_REQUEST_TEMPLATE.md'],
	...GUIDES.map((guide) => `docs/${guide}.md`),
];

/** The files of a package for one service, with their contents. */
export async function packageOf(
	root: string,
	service: Service,
	services: Service[],
	name: PackageName,
): Promise<Map<string, Buffer | string>> {
	const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
	const { repository } = readIdentity(root);
	const origin = { name: manifest.name, repository };
	const own = (text: string): string =>
		renamed(
			text.replaceAll(repository, repository.replace(/[^/]+$/, name.plain)),
			manifest.name,
			name,
		);
	const read = (path: string): string => own(readFileSync(join(root, path), 'utf8'));

	const sources = filesOf(root, service, services);
	const isOnOthers = wordsOfOthers(service, services);
	const nodes = await describedNodes(root, service);
	const summary = summaryOf(service, nodes);
	const newManifest = manifestOf(JSON.parse(read('package.json')) as Manifest, service, {
		description: summary,
		isOnOthers,
		files: sources,
	});
	const dropped = Object.keys(manifest.scripts).filter((each) => !(each in newManifest.scripts));
	const steps = stepsOf(read('.ci/run'), dropped);

	const written = ['README.md', 'CONTRIBUTING.md'];
	const guides = sources.filter((path) => FILTERED.includes(path));
	const isEmpty = (path: string): boolean => {
		const all = fits(path, { isOnOthers, dropped, files: [...sources, ...written] });
		const isGuide = path.startsWith('docs/');
		return isGuide && !withoutParts(read(path), all).includes(calledIn(nodes[0]));
	};
	const emptied = guides.filter(isEmpty);
	const files = [...sources.filter((path) => !emptied.includes(path)), ...written];
	const keeps = (path: string) => fits(path, { isOnOthers, dropped, files });

	const contentOf = (path: string): Buffer | string => {
		if (path === 'package.json') return `${JSON.stringify(newManifest, null, '\t')}\n`;
		if (path === 'README.md') {
			return readme(read(path), { name, summary, nodes, origin, keeps: keeps(path) });
		}
		if (path === 'CONTRIBUTING.md') return contributing(origin, service.word);
		if (FILTERED.includes(path)) return withoutParts(read(path), keeps(path));
		if (path.endsWith('.md')) return withoutLinks(read(path), path, files);
		if (/^\.ci\/|^\.github\/workflows\//.test(path)) return withSteps(read(path), steps, dropped);
		const bytes = readFileSync(join(root, path));
		return bytes.includes(manifest.name) || bytes.includes(repository) ? read(path) : bytes;
	};
	return new Map(files.map((path) => [path, contentOf(path)]));
}
