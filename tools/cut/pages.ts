import { join, posix } from 'node:path';
import { namesScript } from './automation';
import { withoutParts } from './markdown';
import type { PackageName } from './package-name';
import { sourceOf } from './services';
import type { Service } from './services';

const LINK = /\[([^\][]*)\]\((?!\w+:|#)([^)\s#]+)(#[^)\s]*)?\)/g;

/** Whether text of a page is true of the package: of its service, its scripts and its files. */
export function fits(
	path: string,
	{ isOnOthers, dropped, files }: { isOnOthers: RegExp; dropped: string[]; files: string[] },
): (text: string) => boolean {
	return (text) =>
		!isOnOthers.test(text) &&
		!dropped.some((script) => namesScript(text, script)) &&
		[...text.matchAll(LINK)].every(([, , target]) => files.includes(targetOf(path, target)));
}

/** A page of facts stays whole, as code cites it; what is not in the package is no link. */
export function withoutLinks(page: string, path: string, files: string[]): string {
	return page.replace(LINK, (link, text: string, target: string) =>
		files.includes(targetOf(path, target)) ? link : text,
	);
}

const targetOf = (path: string, target: string): string => posix.join(posix.dirname(path), target);

interface Described {
	name: string;
	description: { displayName: string; description: string };
}

/** What the nodes say of themselves in the editor. */
export async function describedNodes(root: string, { nodes }: Service): Promise<Described[]> {
	return await Promise.all(
		nodes.map(async (built) => {
			const path = sourceOf(built);
			const name = posix.basename(path, '.node.ts');
			const classes = (await import(join(root, path))) as Record<
				string,
				new () => Pick<Described, 'description'>
			>;
			return { name, description: new classes[name]().description };
		}),
	);
}

/** The service as texts call it, without what tells the node from one of n8n's. */
export const calledIn = ({ description }: Described): string =>
	description.displayName.replace(/ \(.*/, '');

export function summaryOf(service: Service, nodes: Described[]): string {
	const node = nodes.find(({ name }) => name === service.name)!;
	const [first, ...rest] = node.description.description;
	return `n8n nodes for ${calledIn(node)}: ${first.toLowerCase()}${rest.join('')}`;
}

/** The first page: its beginning is the package's own, the rest is that of the page here. */
export function readme(
	page: string,
	{
		name,
		summary,
		nodes,
		origin,
		keeps,
	}: {
		name: PackageName;
		summary: string;
		nodes: Described[];
		origin: { name: string; repository: string };
		keeps: (text: string) => boolean;
	},
): string {
	const rows = nodes.map(
		({ description }) => `| **${description.displayName}** | ${description.description} |`,
	);
	const beginning = [
		`# ${name.npm}`,
		`${summary}.`,
		['| Node | |', '|---|---|', ...rows].join('\n'),
		`The same nodes are in [${origin.name}](${origin.repository}), with those of other services. Take one of the two: a workflow names its nodes by their package and does not move to the other.`,
	];
	const rest = page.slice(page.indexOf('\n## Install') + 1);
	return `${beginning.join('\n\n')}\n\n${withoutParts(rest, keeps)}`;
}

export function contributing(origin: { name: string; repository: string }, word: string): string {
	return `# Contributing

This repository is written by \`npm run cut -- ${word}\` in [${origin.name}](${origin.repository}): a change made here is lost with the next cut. Please make it there.

\`npm test\` checks types, format and lint and runs the tests; \`npm run build && npm pack\` makes the package. A tag such as \`v0.1.0\`, the version in
package.json, publishes it: on GitHub, make an environment \`npm\`; on npmjs.com, let it trust the workflow \`publish.yml\` of this repository.
`;
}
