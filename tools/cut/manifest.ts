import type { Service } from './services';

export interface Manifest {
	name: string;
	description: string;
	keywords: string[];
	scripts: Record<string, string>;
	n8n: { nodes: string[]; credentials: string[] };
	repository: { url: string };
}

const PROGRAM = /\b(?:node|tsx) (\S+)/;

/** The scripts whose programs are in the package, and of `npm test` the parts that are. */
export function scriptsWith(
	scripts: Record<string, string>,
	files: string[],
): Record<string, string> {
	const starts = (command = ''): string | undefined => PROGRAM.exec(command)?.[1];
	const isThere = ([name, command]: [string, string]): boolean =>
		[command, scripts[name.replace(/^pre/, '')]]
			.map(starts)
			.every((program) => program === undefined || files.includes(program));
	const kept = Object.fromEntries(Object.entries(scripts).filter(isThere));
	const dropped = Object.keys(scripts).filter((name) => !(name in kept));
	const shortened = ([name, command]: [string, string]) => [
		name,
		command
			.split(' && ')
			.filter((part) => !dropped.includes(part.replace(/^npm run /, '')))
			.join(' && '),
	];
	return Object.fromEntries(Object.entries(kept).map(shortened)) as Record<string, string>;
}

export function manifestOf(
	manifest: Manifest,
	{ nodes, credentials }: Service,
	{
		description,
		isOnOthers,
		files,
	}: {
		description: string;
		isOnOthers: RegExp;
		files: string[];
	},
): Manifest {
	return {
		...manifest,
		description,
		keywords: manifest.keywords.filter((word) => !isOnOthers.test(word)),
		scripts: scriptsWith(manifest.scripts, files),
		n8n: { ...manifest.n8n, credentials, nodes },
	};
}
