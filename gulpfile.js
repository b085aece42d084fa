// The package as it is published, in dist/: `gulp` builds it, `gulp watch` keeps it up to date.
require('tsx/cjs');
const { rmSync } = require('node:fs');
const { build, context } = require('esbuild');
const { series } = require('gulp');
const { packageBuild } = require('./tools/build/package');

const options = { ...packageBuild(__dirname, __dirname), logLevel: 'warning' };

/** Removes the last build, so that nothing deleted from the sources is shipped. */
async function clean() {
	rmSync('dist', { recursive: true, force: true });
}

/** Nodes, credentials, icons, codex files and output previews. Types are checked by tsc. */
async function nodes() {
	await build(options);
}

/** Builds again whenever a source changes, until it is ended. */
async function watch() {
	await (await context(options)).watch();
}

exports.clean = clean;
exports.watch = series(clean, watch);
exports.default = series(clean, nodes);
