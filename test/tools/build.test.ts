import { spawnSync } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, transformSync } from 'esbuild';
import packageJson from '../../package.json';
import { packageBuild } from '../../tools/build/package';

const root = join(__dirname, '../..');
let folder: string;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'build-'));
	symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
	await build(packageBuild(root, folder));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The output of a program that runs next to the built package. */
function evaluate(program: string): string {
	const flags = ['--enable-source-maps', '-e', program];
	const { stdout, stderr, status } = spawnSync(process.execPath, flags, {
		cwd: folder,
		encoding: 'utf8',
	});
	if (status !== 0) throw new Error(stderr);
	return stdout;
}

describe('the built package', () => {
	it.each([...packageJson.n8n.nodes, ...packageJson.n8n.credentials])(
		'has what n8n loads: %s',
		(path) => {
			const [name] = path.split('/').at(-1)!.split('.');
			const program = `const one = new (require('./${path}').${name})();
				console.log((one.description ?? one).name);`;
			expect(evaluate(program).trim()).toBe(name[0].toLowerCase() + name.slice(1));
		},
	);

	it('has the icons, codex files and previews of outputs beside them', () => {
		const files = ['Twake.node.json', 'twake.svg', '__schema__/v1.0.0/thread/create.json'];
		const missing = files.filter((name) => !existsSync(join(folder, 'dist/nodes/Twake', name)));
		expect(missing).toEqual([]);
	});

	it('ships no code of anybody else, so no licence but its own', () => {
		const { sources } = JSON.parse(readFileSync(join(folder, 'dist/index.js.map'), 'utf8')) as {
			sources: string[];
		};
		const own = sources.filter((path) => /(^|\/)(nodes|credentials)\/[\w./-]+\.ts$/.test(path));
		expect(own.length).toBeGreaterThan(100);
		// The other one is the list of our classes, written by the build itself.
		expect(sources.filter((path) => !own.includes(path))).toEqual([
			expect.stringContaining('all nodes and credentials'),
		]);
		expect(packageJson).not.toHaveProperty('dependencies');
		expect(packageJson).not.toHaveProperty('bundleDependencies');
	});

	it('says in a sentence that n8n is too old, where n8n-workflow lacks what all nodes need', () => {
		const program = `require.cache[require.resolve('n8n-workflow')] =
				{ loaded: true, exports: { NodeConnectionType: { Main: 'main' } } };
			try { require('./${packageJson.n8n.nodes[0]}'); } catch ({ message }) { console.log(message); }`;
		expect(evaluate(program).trim()).toBe(
			'This package needs n8n 1.84 or newer. Update n8n, then restart it.',
		);
	});

	it('tells where in the sources an error comes from, by a map that is small enough to ship', () => {
		const program = `const { Twake } = require('./dist/nodes/Twake/Twake.node.js');
			new Twake().execute.call({ continueOnFail: () => false }).catch(({ stack }) => console.log(stack));`;
		const [, path, line] = /\(?(\S+nodes\/shared\/run\.ts):(\d+)/.exec(evaluate(program)) ?? [];
		const source = readFileSync(join(root, 'nodes/shared/run.ts'), 'utf8').split('\n');

		expect(path).toBeDefined();
		expect(source[Number(line) - 1]).toContain('execution.');
		expect(statSync(join(folder, 'dist/index.js.map')).size).toBeLessThan(200_000);
	});
});

describe('the lines of the bundle', () => {
	const code = () => readFileSync(join(folder, 'dist/index.js'), 'utf8');

	it('are not long, and change nothing in the code', async () => {
		const longest = Math.max(
			...code()
				.split('\n')
				.map(({ length }) => length),
		);
		expect(longest).toBeLessThan(5_000);

		const options = packageBuild(root, folder);
		const [plugin] = options.plugins!;
		const inOne = await build({
			...options,
			sourcemap: false,
			plugins: [
				{
					...plugin,
					// All but writing.
					setup: ({ onResolve, onLoad }) =>
						plugin.setup({ onResolve, onLoad, onEnd: () => {} } as never),
				},
			],
		});
		const oneLine = (text: string) => transformSync(text, { minifyWhitespace: true }).code;
		expect(oneLine(code())).toBe(oneLine(inOne.outputFiles![0].text));
	});

	it('come from one line of the sources each, and nearly all do', () => {
		const { mappings } = JSON.parse(readFileSync(join(folder, 'dist/index.js.map'), 'utf8')) as {
			mappings: string;
		};
		const origins = mappings.split(';');
		expect(origins.length).toBeGreaterThan(10_000);
		expect(origins.filter((each) => each.includes(','))).toEqual([]);
		expect(origins.filter((each) => each === '').length).toBeLessThan(origins.length / 100);
	});
});

describe('a build', () => {
	it('that finds a mistake in the sources leaves what it built before', async () => {
		const broken = mkdtempSync(join(tmpdir(), 'broken-'));
		try {
			const sources = join(broken, 'nodes');
			mkdirSync(sources);
			mkdirSync(join(broken, 'credentials'));
			const n8n = { nodes: ['dist/nodes/A.node.js'], credentials: [] };
			writeFileSync(join(broken, 'package.json'), JSON.stringify({ n8n }));
			writeFileSync(join(sources, 'A.node.ts'), 'export class A {}');
			await build(packageBuild(broken, broken));
			const built = readFileSync(join(broken, 'dist/index.js'), 'utf8');
			writeFileSync(join(sources, 'A.node.ts'), 'export class A {');

			await expect(build(packageBuild(broken, broken))).rejects.toThrow('nodes/A.node.ts:1:16');
			expect(readFileSync(join(broken, 'dist/index.js'), 'utf8')).toBe(built);
		} finally {
			rmSync(broken, { recursive: true, force: true });
		}
	});
});
