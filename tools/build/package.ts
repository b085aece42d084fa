import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import type { BuildOptions, OutputFile, Plugin } from 'esbuild';
import { inLines } from './line-map';

/** What n8n needs besides the code: codex files (for its node search), icons, output previews. */
const ASSET = /\.node\.json$|\.svg$|__schema__\/.*\.json$/;
const SOURCES = ['nodes', 'credentials'];
const ENTRY = 'all nodes and credentials';
/** Refuses an n8n that is too old, with a readable sentence. */
const HOST_CHECK = 'nodes/shared/host';

/**
 * How esbuild makes the package from the sources in `root`, in `target/dist`: one CommonJS file with
 * all nodes and credentials, next to the small ones that n8n looks for. n8n loads them all when
 * it starts: hundreds of files would take it several times as long, and a file for each node would
 * ship what they share once per node. Types are checked by tsc.
 */
export function packageBuild(root: string, target: string): BuildOptions {
	return {
		absWorkingDir: root,
		entryPoints: [ENTRY],
		outfile: join(target, 'dist', 'index.js'),
		bundle: true,
		packages: 'external',
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		charset: 'utf8',
		sourcemap: 'linked',
		sourcesContent: false,
		minify: true,
		write: false,
		logLevel: 'silent',
		plugins: [wholePackage(root, target)],
	};
}

function wholePackage(root: string, target: string): Plugin {
	return {
		name: 'whole package',
		setup(build) {
			build.onResolve({ filter: new RegExp(`^${ENTRY}$`) }, () => ({
				path: ENTRY,
				namespace: 'package',
			}));
			build.onLoad({ filter: /./, namespace: 'package' }, () => ({
				contents: [
					...(existsSync(join(root, `${HOST_CHECK}.ts`)) ? [`import './${HOST_CHECK}';`] : []),
					...classesOf(root).map(({ name, source }) => `export { ${name} } from './${source}';`),
				].join('\n'),
				resolveDir: root,
				loader: 'ts',
				watchFiles: [join(root, 'package.json'), ...assetsOf(root).map((path) => join(root, path))],
				watchDirs: foldersOf(root),
			}));
			build.onEnd(({ errors, outputFiles = [] }) => {
				if (errors.length === 0) writePackage(root, target, outputFiles);
			});
		},
	};
}

interface NodeClass {
	name: string;
	/** As n8n knows it: `dist/nodes/Twake/Twake.node.js`. */
	path: string;
	/** Without its extension. */
	source: string;
}

function classesOf(root: string): NodeClass[] {
	const { n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	return [...n8n.nodes, ...n8n.credentials].map((path) => ({
		name: basename(path).split('.')[0],
		path,
		source: path.replace(/^dist\//, '').replace(/\.js$/, ''),
	}));
}

function filesOf(root: string): string[] {
	return SOURCES.flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
			join(folder, path),
		),
	);
}

const assetsOf = (root: string): string[] => filesOf(root).filter((path) => ASSET.test(path));

const foldersOf = (root: string): string[] => [
	...new Set(filesOf(root).map((path) => join(root, dirname(path)))),
];

/** The bundle comes last: n8n reloads when it changes. */
function writePackage(root: string, target: string, outputs: OutputFile[]): void {
	for (const path of assetsOf(root))
		write(join(target, 'dist', path), readFileSync(join(root, path)));
	for (const { path, name } of classesOf(root)) {
		const bundle = posix.relative(posix.dirname(path), 'dist/index.js');
		write(join(target, path), `exports.${name} = require('${bundle}').${name};\n`);
	}
	const [map, bundle] = outputs.toSorted((one, other) => other.path.localeCompare(one.path));
	const lines = inLines(bundle.text, map.text);
	write(map.path, lines.map);
	write(bundle.path, lines.code);
}

/** Leaves an up-to-date file alone, so that watchers are not triggered. */
function write(path: string, content: Buffer | string): void {
	mkdirSync(dirname(path), { recursive: true });
	const bytes = Buffer.from(content);
	try {
		if (readFileSync(path).equals(bytes)) return;
	} catch {
		// It is new.
	}
	writeFileSync(path, bytes);
}
