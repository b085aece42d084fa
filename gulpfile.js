const { rmSync } = require('node:fs');
const { dest, src } = require('gulp');

/** Removes the last build, so that nothing deleted from the sources is shipped. */
function clean(done) {
	rmSync('dist', { recursive: true, force: true });
	done();
}

/** Copies the icons of nodes and credentials beside their compiled files. */
function buildIcons() {
	return src(['nodes/**/*.svg', 'credentials/**/*.svg'], { base: '.', encoding: false }).pipe(
		dest('dist'),
	);
}

exports.clean = clean;
exports['build:icons'] = buildIcons;
