const { mkdirSync, rmSync, writeFileSync } = require('node:fs');
const { basename, dirname, posix } = require('node:path');
const { build } = require('esbuild');
const { dest, src } = require('gulp');

/** Removes the last build, so that nothing deleted from the sources is shipped. */
function clean(done) {
	rmSync('dist', { recursive: true, force: true });
	done();
}

/**
 * Compiles all nodes and credentials into one CommonJS file, and beside it the small ones that n8n
 * looks for. n8n loads them all when it starts: hundreds of files would take it several times as
 * long, and a file for each node would ship what they share once per node. Types are checked by tsc.
 */
async function buildNodes() {
	const { nodes, credentials } = require('./package.json').n8n;
	const classes = [...nodes, ...credentials].map((path) => ({
		path,
		source: `./${path.replace(/^dist\//, '').replace(/\.js$/, '')}`,
		name: basename(path).split('.')[0],
	}));
	const lines = classes.map(({ name, source }) => `export { ${name} } from '${source}';`);
	await build({
		stdin: { contents: lines.join('\n'), resolveDir: '.' },
		outfile: 'dist/index.js',
		bundle: true,
		packages: 'external',
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		charset: 'utf8',
	});
	for (const { path, name } of classes) {
		mkdirSync(dirname(path), { recursive: true });
		const bundle = posix.relative(posix.dirname(path), 'dist/index.js');
		writeFileSync(path, `exports.${name} = require('${bundle}').${name};\n`);
	}
}

/** Copies what the compiler leaves out: the codex files, by which n8n's search finds the nodes. */
function buildCodex() {
	return src('nodes/**/*.node.json', { base: '.' }).pipe(dest('dist'));
}

/** Copies what n8n shows of an output before the node has run. */
function buildSchemas() {
	return src('nodes/**/__schema__/**/*.json', { base: '.' }).pipe(dest('dist'));
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
exports['build:schemas'] = buildSchemas;
exports['build:icons'] = buildIcons;
