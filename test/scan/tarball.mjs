import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './commands.mjs';

const largest = 300_000;
const allowed =
	/^(dist\/(index\.js(\.map)?|(nodes|credentials)\/.*\.(js|json|svg))|README\.md|LICENSE|CHANGELOG\.md|package\.json)$/;
const demanded = ['README.md', 'LICENSE', 'CHANGELOG.md'];

/** Builds and packs the package of `root` into `folder`, unpacks it there and returns both. */
export function packAndUnpack(root, folder) {
	run('npm', ['run', 'build'], { cwd: root });
	run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: root });
	const tarball = join(
		folder,
		readdirSync(folder).find((name) => name.endsWith('.tgz')),
	);
	const unpacked = join(folder, 'unpacked');
	mkdirSync(unpacked);
	run('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);
	return { unpacked, size: statSync(tarball).size };
}

/** Lists what is wrong with the contents of a packed package. */
export function contentFindings({ unpacked, size }) {
	const files = filesBelow(unpacked);
	const { n8n, dependencies = {} } = manifest(unpacked);
	const missing = [...n8n.nodes, ...n8n.credentials, ...demanded].filter(
		(name) => !files.includes(name),
	);
	return [
		...files.filter((name) => !allowed.test(name)).map((name) => `${name} must not be published`),
		...missing.map((name) => `${name} is missing`),
		...Object.keys(dependencies).map((name) => `${name} is a runtime dependency`),
		...(size < largest ? [] : [`the tarball has ${size} bytes, ${largest} are the limit`]),
	];
}

/** Measures how long n8n, which has n8n-workflow loaded, takes to load each node: [file, ms]. */
export function loadTimes(unpacked, root) {
	const measure = `
		require('n8n-workflow');
		const start = process.hrtime.bigint();
		require(process.argv[1]);
		process.stdout.write(String(Number(process.hrtime.bigint() - start) / 1e6));`;
	const env = { ...process.env, NODE_PATH: join(root, 'node_modules') };
	const present = manifest(unpacked).n8n.nodes.filter((name) => existsSync(join(unpacked, name)));
	return present.map((name) => {
		const time = run(process.execPath, ['-e', measure, join(unpacked, name)], { env });
		return [name, Number(time)];
	});
}

function manifest(folder) {
	return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** All files below a folder, as paths relative to it. */
export function filesBelow(folder, prefix = '') {
	return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
		const name = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
		return entry.isDirectory() ? filesBelow(folder, name) : [name];
	});
}
