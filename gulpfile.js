const { rmSync } = require('node:fs');
const { build } = require('esbuild');
const { dest, src } = require('gulp');

/** Removes the last build, so that nothing deleted from the sources is shipped. */
function clean(done) {
	rmSync('dist', { recursive: true, force: true });
	done();
}

/**
 * Compiles each node and credential into one CommonJS file: n8n loads them all when it starts, and
 * hundreds of small files would take it several times as long. Types are checked by tsc before.
 */
async function buildNodes() {
	const { nodes, credentials } = require('./package.json').n8n;
	await build({
		entryPoints: [...nodes, ...credentials].map((path) =>
			path.replace(/^dist\//, '').replace(/js$/, 'ts'),
		),
		outdir: 'dist',
		outbase: '.',
		bundle: true,
		packages: 'external',
		platform: 'node',
		target: 'node20',
		charset: 'utf8',
	});
}

/** Copies what the compiler leaves out: the codex files, by which n8n's search finds the nodes. */
function buildCodex() {
	return src('nodes/**/*.node.json', { base: '.' }).pipe(dest('dist'));
}

/** Copies the icons of nodes and credentials beside their compiled files. */
function buildIcons() {
	return src(['nodes/**/*.svg', 'credentials/**/*.svg'], { base: '.', encoding: false }).pipe(
		dest('dist'),
	);
}

exports.clean = clean;
exports['build:nodes'] = buildNodes;
exports['build:codex'] = buildCodex;
exports['build:icons'] = buildIcons;
