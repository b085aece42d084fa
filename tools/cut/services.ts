import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../n8n/problem';
import { filesUnder } from './folders';
import { neededBy } from './imports';

/** What one package of its own would hold. */
export interface Service {
	/** Its folder under `nodes/`: TwakeChat. */
	name: string;
	/** As it is called on the command line and in the package's name: twake-chat. */
	word: string;
	/** As in `n8n` of package.json. */
	nodes: string[];
	credentials: string[];
	/** The folders of its server, under `sandbox/` and `test/recordings/`, and its page in `docs/`: matrix. */
	servers: string[];
}

interface Manifest {
	n8n: { nodes: string[]; credentials: string[] };
}

/** The source of what package.json lists as built. */
export const sourceOf = (built: string): string =>
	built.replace(/^dist\//, '').replace(/\.js$/, '.ts');

/** The folder right below `parent` that a path is in. */
const folderOf = (path: string, parent: string): string | undefined =>
	new RegExp(`^${parent}/([^/]+)/`).exec(path)?.[1];

/** Everything that package.json lists, by the folders of the nodes. */
export function servicesIn(root: string): Service[] {
	const { n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
	const nameOf = (built: string): string | undefined => folderOf(sourceOf(built), 'nodes');
	const names = [...new Set(n8n.nodes.map(nameOf))].filter((name) => name !== undefined);
	return names.map((name) => ({
		name,
		word: name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase(),
		nodes: n8n.nodes.filter((built) => nameOf(built) === name),
		credentials: n8n.credentials.filter((built) =>
			n8n.nodes.some((node) => nameOf(node) === name && isFor(root, node, built)),
		),
		servers: serversOf(root, name),
	}));
}

/** Whether a node takes a credential. */
function isFor(root: string, node: string, credential: string): boolean {
	const [, className = ''] = /(\w+)\.credentials\.js$/.exec(credential) ?? [];
	const type = className[0].toLowerCase() + className.slice(1);
	return readFileSync(join(root, sourceOf(node)), 'utf8').includes(`name: '${type}'`);
}

/** The sandboxes that tests of this service's nodes alone reach. */
function serversOf(root: string, name: string): string[] {
	const reached = filesUnder(root, `test/${name}`).flatMap((path) => {
		const needed = [...neededBy(root, [path])];
		const services = new Set(needed.map((each) => folderOf(each, 'nodes')));
		services.delete('shared');
		services.delete(undefined);
		return services.size === 1 ? needed.map((each) => folderOf(each, 'sandbox')) : [];
	});
	return [...new Set(reached)].filter((each) => each !== undefined);
}

/** The services that a path is part of. */
export function ownersOf(path: string, services: Service[]): Service[] {
	return services.filter(
		({ name, servers }) =>
			folderOf(path, 'nodes') === name || servers.includes(folderOf(path, 'sandbox') ?? ''),
	);
}

export function serviceNamed(word: string, services: Service[]): Service {
	const found = services.find((service) => service.word === word);
	if (found) return found;
	throw new Problem(`Say which service: ${services.map((service) => service.word).join(', ')}.`);
}

/** Finds the name of another service or of its server; not one that only begins like it. */
export function wordsOfOthers(service: Service, services: Service[]): RegExp {
	const names = services
		.filter((each) => each !== service)
		.flatMap((other) => {
			const servers = other.servers.filter((server) => server !== other.word);
			return [patternOf(other, services), ...servers];
		});
	return new RegExp(`\\b(?:${names.join('|')})`, 'i');
}

function patternOf({ word }: Service, services: Service[]): string {
	const spelled = (text: string): string => text.replaceAll('-', '[-_ ]?');
	const longer = services.filter((each) => each.word.startsWith(`${word}-`));
	const rests = longer.map((each) => `(?!${spelled(each.word.slice(word.length))})`);
	return `${spelled(word)}${rests.join('')}`;
}
