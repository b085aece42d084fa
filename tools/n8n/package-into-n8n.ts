import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './cache';
import { toolEnvironment } from './environment';
import { run } from './processes';

/** Builds this package and packs it into `folder`; returns the tarball's path. */
export async function packPackage(folder: string): Promise<string> {
	const options = { log: join(folder, 'build.log'), cwd: repository, env: toolEnvironment() };
	await run('npm', ['run', 'build'], options);
	await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], options);
	const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
	if (tarball === undefined)
		throw new Error(`npm pack made no tarball:\n${readFileSync(options.log, 'utf8')}`);
	return join(folder, tarball);
}

/** Puts a packed package where n8n looks for community packages; n8n must not run yet. */
export async function installIntoN8n(tarball: string, userFolder: string): Promise<void> {
	const folder = join(userFolder, '.n8n', 'nodes');
	mkdirSync(folder, { recursive: true });
	// Without its own manifest, npm would use the next one up the tree.
	writeFileSync(join(folder, 'package.json'), '{ "name": "installed-nodes", "private": true }\n');
	// Nothing is fetched: the package has no dependencies, and its peer is there with n8n.
	const flags = ['--ignore-scripts', '--omit=dev', '--offline', '--no-audit'];
	await run('npm', ['install', tarball, ...flags], {
		log: join(userFolder, 'install.log'),
		cwd: folder,
		env: toolEnvironment(),
	});
}
