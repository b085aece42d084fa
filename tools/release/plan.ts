import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../n8n/problem';

/** What a release changes. */
export interface Plan {
	version: string;
	/** Its part of the changelog. */
	notes: string;
	/** The files with their new contents. */
	files: Record<string, string>;
}

const UNRELEASED = '## Unreleased';
const STEPS = ['major', 'minor', 'patch'];

/**
 * The next release: `major`, `minor` and `patch` increment the version in package.json
 * and take their notes from Unreleased; an explicit version may have its own heading.
 */
export function planned(root: string, wanted: string): Plan {
	const read = (path: string): string => readFileSync(join(root, path), 'utf8');
	const { version: current } = JSON.parse(read('package.json')) as { version: string };
	const version = STEPS.includes(wanted) ? counted(current, STEPS.indexOf(wanted)) : wanted;
	if (!/^\d+\.\d+\.\d+$/.test(version)) {
		throw new Problem('Say what to release: major, minor, patch or a version such as 0.1.0.');
	}
	const changelog = read('CHANGELOG.md');
	const heading = `## ${version}`;
	const isNamed = notesUnder(changelog, heading) !== undefined;
	const notes = notesUnder(changelog, isNamed ? heading : UNRELEASED);
	if (!notes) throw new Problem(`CHANGELOG.md says nothing under "${UNRELEASED}".`);
	const named = isNamed ? changelog : changelog.replace(UNRELEASED, heading);
	return {
		version,
		notes,
		files: {
			'package.json': withVersion(read('package.json'), current, version, 1),
			'package-lock.json': withVersion(read('package-lock.json'), current, version, 2),
			'CHANGELOG.md': named,
		},
	};
}

/** Writes the files of a plan; returns their names. */
export function write(root: string, { files }: Plan): string[] {
	for (const [path, content] of Object.entries(files)) writeFileSync(join(root, path), content);
	return Object.keys(files);
}

function counted(version: string, step: number): string {
	const numbers = version.split('.').map(Number);
	return numbers.map((number, at) => (at < step ? number : at === step ? number + 1 : 0)).join('.');
}

/** The text below a heading, up to the next one; undefined if there is no such heading. */
function notesUnder(changelog: string, heading: string): string | undefined {
	const sections = changelog.split(/^(?=## )/m);
	const section = sections.find((text) => text.split('\n')[0].trim() === heading);
	return section?.slice(heading.length).trim();
}

/** The package's own version comes first in package.json, and twice in the lockfile. */
function withVersion(json: string, from: string, to: string, times: number): string {
	const written = `"version": "${from}"`;
	let text = json;
	let at = 0;
	for (let time = 0; time < times; time++) {
		at = text.indexOf(written, at);
		if (at < 0) throw new Problem(`The version ${from} is not where it should be.`);
		text = `${text.slice(0, at)}"version": "${to}"${text.slice(at + written.length)}`;
		at += 1;
	}
	return text;
}
