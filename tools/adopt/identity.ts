import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../n8n/problem';

/** Who publishes the package, and where. Placeholders until somebody adopts it. */
export interface Identity {
	author: string;
	email: string;
	/** The web address: links to the documentation start with it. */
	homepage: string;
	/** Without `.git`. */
	repository: string;
	/** The scope of the packages for one service, `@acme`; empty if they have none. */
	scope: string;
}

const FILE = 'tools/adopt/identity.json';
/** What stands in other files too. */
const SPREAD = ['author', 'email', 'homepage', 'repository'] as const;
const SKIPPED = /^(\.git|\.cache|node_modules|dist|coverage|test|package-lock\.json|.*\.tgz)$/;

export function readIdentity(root: string): Identity {
	return JSON.parse(readFileSync(join(root, FILE), 'utf8')) as Identity;
}

/** Replaces the previous identity everywhere; returns the changed files. */
export function adopt(root: string, identity: Identity): string[] {
	const before = readIdentity(root);
	// Longest first: one may be a prefix of another.
	const keys = SPREAD.toSorted((one, other) => before[other].length - before[one].length);
	const filled = (text: string): string =>
		keys.reduce((done, key) => done.replaceAll(before[key], identity[key]), text);
	return filesUnder(root).filter((path) => {
		const text = readFileSync(join(root, path), 'utf8');
		const changed = path === FILE ? `${JSON.stringify(identity, null, '\t')}\n` : filled(text);
		if (changed === text) return false;
		writeFileSync(join(root, path), changed);
		return true;
	});
}

function filesUnder(root: string, folder = ''): string[] {
	return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (SKIPPED.test(path) || entry.isSymbolicLink()) return [];
		return entry.isDirectory() ? filesUnder(root, path) : [path];
	});
}

/** Reads the command line; refuses what npm and n8n would refuse later. */
export function identityFrom(
	given: Record<string, string | undefined>,
	before: Identity,
): Identity {
	const { repository = '', author: person = '', scope = before.scope } = given;
	const address = repository.replace(/\.git$|\/$/g, '');
	if (!/^https:\/\/[^/]+\/.+/.test(address)) {
		throw new Problem('--repository has to be an address: https://github.com/acme/n8n-nodes-x');
	}
	const named = /^(.*\S)\s*<([^<>\s]+@[^<>\s]+)>$/.exec(person);
	if (!named) {
		throw new Problem('--author has to be a name and an address: "Jane Doe <jane@acme.example>"');
	}
	checkScope(scope);
	const [, author, email] = named;
	return { author, email, repository: address, homepage: given.homepage ?? address, scope };
}

/** An empty one is none. */
export function checkScope(scope: string): void {
	if (scope === '' || /^@[a-z0-9~-][a-z0-9._~-]*$/.test(scope)) return;
	throw new Problem('--scope has to be an npm scope: @acme');
}
