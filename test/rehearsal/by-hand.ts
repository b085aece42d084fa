import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toolEnvironment } from '../../tools/n8n';

/** The command that a README gives to people who install without n8n's help. */
const COMMAND = /`(npm install [^`]*~\/\.n8n\/nodes[^`]*)`/;

/**
 * Runs the README's command in a home where n8n never ran, with a tarball in the place of the package's
 * name; returns the packages that are in n8n's folder afterwards. npm knows no registry that it could reach.
 */
export function installedByHand(source: string, tarball: string, home: string): string[] {
	const { name } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as {
		name: string;
	};
	const command = COMMAND.exec(readFileSync(join(source, 'README.md'), 'utf8'))?.[1];
	if (!command?.endsWith(` ${name}`)) throw new Error(`The README does not install ${name}`);
	mkdirSync(home, { recursive: true });
	// npm looks for a manifest up the tree: people who have one at home must not get the nodes there.
	writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
	const { status, stderr } = spawnSync(command.replace(name, tarball), {
		shell: true,
		cwd: home,
		encoding: 'utf8',
		env: {
			...toolEnvironment(),
			HOME: home,
			npm_config_userconfig: join(home, '.npmrc'),
			npm_config_registry: 'http://127.0.0.1:9/',
			npm_config_fetch_retries: '0',
		},
	});
	if (status !== 0) throw new Error(`${command} failed:\n${stderr}`);
	const modules = join(home, '.n8n', 'nodes', 'node_modules');
	return readdirSync(modules, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.flatMap(({ name: each }) =>
			each.startsWith('@') ? readdirSync(join(modules, each)).map((own) => `${each}/${own}`) : each,
		);
}
