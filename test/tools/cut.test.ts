import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import packageJson from '../../package.json';
import { servicesIn } from '../../tools/cut/services';

const root = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'cut-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function program(cwd: string, path: string, ...arguments_: string[]) {
	const command = [join(root, 'node_modules', path), ...arguments_];
	// The lint plugin judges otherwise where it takes itself to be under test.
	const env = { ...process.env, NODE_ENV: undefined };
	return spawnSync(process.execPath, command, { cwd, env, encoding: 'utf8' });
}

const cut = (...arguments_: string[]) =>
	program(root, 'tsx/dist/cli.mjs', 'tools/cut/cut.ts', ...arguments_);

function filesIn(where: string, ...folders: string[]): string[] {
	return folders.flatMap((name) =>
		readdirSync(join(where, name), { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name)),
	);
}

const read = (where: string, path: string): string => readFileSync(join(where, path), 'utf8');

const manifestIn = (where: string) => JSON.parse(read(where, 'package.json')) as typeof packageJson;

describe('the services', () => {
	it('divide the nodes and credentials of package.json among them', () => {
		const services = servicesIn(root);
		expect(services.map(({ word }) => word)).toEqual(['chatwoot', 'twake', 'twake-chat']);
		expect(services.map(({ servers }) => servers)).toEqual([['chatwoot'], ['twake'], ['matrix']]);
		const { nodes, credentials } = packageJson.n8n;
		expect(services.flatMap((service) => service.nodes).sort()).toEqual([...nodes].sort());
		expect(services.flatMap((service) => service.credentials).sort()).toEqual(
			[...credentials].sort(),
		);
	});
});

describe.each([
	['chatwoot', 'Chatwoot', /\btwake/i],
	['twake', 'Twake', /chatwoot|twake[-_ ]?chat/i],
	// `/_twake/` is a path of its API, `_(matrix|twake)` in a pattern.
	['twake-chat', 'TwakeChat', /chatwoot|(?<![_|])twake(?![-_ ]?chat)/i],
])('the package for %s alone', (word, service, others) => {
	const there = join(folder, word);
	const name = `n8n-nodes-${word}`;

	beforeAll(() => {
		expect(cut(word, '--out', there)).toMatchObject({ status: 0, stderr: '' });
		symlinkSync(join(root, 'node_modules'), join(there, 'node_modules'));
	});

	it('mentions no other service where n8n and npm look', () => {
		const paths = [...filesIn(there, 'nodes', 'credentials'), join(there, 'package.json')];
		expect(paths.filter((path) => others.test(readFileSync(path, 'utf8')))).toEqual([]);
		const folders = readdirSync(join(there, 'nodes')).sort();
		expect(folders).toEqual([service, 'shared'].sort());
	});

	it('goes by its own name everywhere but where it tells what it is cut from', () => {
		const paths = filesIn(there, '.').filter((path) => !path.includes('node_modules'));
		const naming = paths.filter((path) => readFileSync(path).includes(packageJson.name));
		expect(naming.sort()).toEqual([join(there, 'CONTRIBUTING.md'), join(there, 'README.md')]);

		const codex = filesIn(there, 'nodes').filter((path) => path.endsWith('.node.json'));
		const types = codex.map(
			(path) => (JSON.parse(readFileSync(path, 'utf8')) as { node: string }).node,
		);
		const { n8n } = manifestIn(there);
		expect(types).toHaveLength(n8n.nodes.length);
		for (const type of types) expect(type.startsWith(`${name}.`)).toBe(true);
	});

	it('has the whole of the service, and pages whose links lead somewhere', () => {
		const path = `nodes/${service}`;
		expect(filesIn(there, path).length).toBe(filesIn(root, path).length);
		const pages = ['README.md', 'CHANGELOG.md', 'SECURITY.md', 'CONTRIBUTING.md'];
		const all = [...pages, ...readdirSync(join(there, 'docs')).map((page) => `docs/${page}`)];
		const broken = all.flatMap((page) =>
			[...read(there, page).matchAll(/\]\((?!\w+:|#)([^)\s#]+)/g)]
				.filter(([, target]) => !existsSync(resolve(there, dirname(page), target)))
				.map(([, target]) => `${page}: ${target}`),
		);
		expect(broken).toEqual([]);
		const linked = filesIn(there, 'nodes').flatMap((file) =>
			[...readFileSync(file, 'utf8').matchAll(/\/blob\/HEAD\/([\w./-]+)/g)].map(([, page]) => page),
		);
		expect(linked.length).toBeGreaterThan(1);
		expect(linked.filter((page) => !existsSync(join(there, page)))).toEqual([]);
		expect(read(there, 'README.md')).toContain(`enter \`${name}\``);
	});

	it('names only scripts that there are, and those only programs that there are', () => {
		const { scripts } = manifestIn(there) as { scripts: Record<string, string> };
		const workflows = filesIn(there, '.github/workflows', '.ci');
		const texts = [
			...workflows.map((path) => readFileSync(path, 'utf8')),
			...Object.values(scripts),
		];
		const named = texts.flatMap((text) => [...text.matchAll(/npm run ([\w:-]+)/g)]);
		expect(named.map(([, script]) => script).filter((script) => !(script in scripts))).toEqual([]);
		const programs = Object.values(scripts).flatMap(
			(text) => /\b(?:node|tsx) (\S+)/.exec(text)?.[1] ?? [],
		);
		expect(programs.filter((path) => !existsSync(join(there, path)))).toEqual([]);
		expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['build', 'test', 'lint', 'scan']));
	});

	it('has types that are right, those of its tests too', () => {
		expect(
			filesIn(there, 'test').filter((path) => path.endsWith('.test.ts')).length,
		).toBeGreaterThan(25);
		const { status, stdout } = program(there, 'typescript/bin/tsc', '--noEmit', '-p', '.');
		expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
	});

	it('is passed by the linter and the formatter with the settings that it brings along', () => {
		const lint = program(there, 'eslint/bin/eslint.js', 'nodes', 'credentials', 'package.json');
		expect(lint).toMatchObject({ status: 0, stdout: '' });
		const format = program(there, 'prettier/bin/prettier.cjs', '--check', '.');
		expect(format).toMatchObject({ status: 0, stderr: '' });
	});

	it('builds, and packs what n8n needs', () => {
		expect(program(there, 'gulp/bin/gulp.js')).toMatchObject({ status: 0 });
		const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
			cwd: there,
			encoding: 'utf8',
		});
		const [packed] = JSON.parse(stdout) as [{ name: string; files: Array<{ path: string }> }];
		const paths = packed.files.map(({ path }) => path);
		const { nodes, credentials } = manifestIn(there).n8n;

		expect(packed.name).toBe(name);
		expect(paths).toEqual(
			expect.arrayContaining([...nodes, ...credentials, 'dist/index.js', 'LICENSE', 'README.md']),
		);
		expect(paths.filter((path) => path.endsWith('.node.json'))).toHaveLength(nodes.length);
		expect(paths.filter((path) => path.endsWith('.svg'))).toHaveLength(4);
		const code = paths.filter((path) => /\.(js|ts|map)$/.test(path));
		expect(code).toHaveLength(nodes.length + credentials.length + 2);
		const load = `const one = require('./${nodes[0]}'); console.log(Object.keys(one).join());`;
		const loaded = spawnSync(process.execPath, ['-e', load], { cwd: there, encoding: 'utf8' });
		expect(loaded.stdout.trim()).toBe(service);
	});
});

describe('a cut', () => {
	it('has a scope where npm and n8n name the package, and nowhere else', () => {
		const there = join(folder, 'scoped');
		expect(cut('twake', '--scope', '@acme', '--out', there).status).toBe(0);
		expect(manifestIn(there).name).toBe('@acme/n8n-nodes-twake');
		expect(manifestIn(there).repository.url).toMatch(/[^@]+\/n8n-nodes-twake\.git$/);
		const { packages } = JSON.parse(read(there, 'package-lock.json')) as {
			packages: Record<string, { name?: string }>;
		};
		expect(packages[''].name).toBe('@acme/n8n-nodes-twake');
		expect(read(there, 'examples/alert-to-twake-channel.json')).toContain(
			'"type": "@acme/n8n-nodes-twake.twake"',
		);
	});

	it('takes the place of the one before, and of nothing else', () => {
		const there = join(folder, 'scoped');
		expect(cut('twake', '--out', there).status).toBe(0);
		expect(manifestIn(there).name).toBe('n8n-nodes-twake');
		const { status, stderr } = cut('chatwoot', '--out', there);
		expect({ status, stderr }).toEqual({
			status: 1,
			stderr: `${there} holds something else: give --out a folder that is empty.\n`,
		});
	});

	it.each([
		[[], 'Say which service: chatwoot, twake, twake-chat.'],
		[['zulip'], 'Say which service: chatwoot, twake, twake-chat.'],
		[['twake', '--scope', 'acme'], '--scope has to be an npm scope: @acme'],
	])('is not made of %j', (arguments_, problem) => {
		expect(cut(...arguments_)).toMatchObject({ status: 1, stderr: `${problem}\n` });
	});
});
