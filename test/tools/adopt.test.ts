import { spawnSync } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readIdentity } from '../../tools/adopt/identity';

const root = join(__dirname, '../..');
const skipped = ['.git', '.cache', 'node_modules', 'dist', 'coverage', 'test', 'sandbox'];
let copy: string;
let texts: Map<string, string>;

const given = [
	...['--repository', 'https://github.com/acme/n8n-nodes-twake-chatwoot.git'],
	...['--author', 'Jane Doe <jane@acme.example>', '--scope', '@acme'],
];

function adopt(...arguments_: string[]) {
	const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
	const program = [tsx, 'tools/adopt/adopt.ts', ...arguments_];
	return spawnSync(process.execPath, program, { cwd: copy, encoding: 'utf8' });
}

beforeAll(() => {
	copy = mkdtempSync(join(tmpdir(), 'adopted-'));
	for (const name of readdirSync(root).filter((each) => !skipped.includes(each))) {
		cpSync(join(root, name), join(copy, name), { recursive: true });
	}
	symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
	expect(adopt(...given)).toMatchObject({ status: 0, stderr: '' });
	const paths = readdirSync(copy, { recursive: true, encoding: 'utf8' }).filter((path) =>
		/^(?!node_modules).*\.(json|ts|md|yml)$|^LICENSE$/.test(path),
	);
	texts = new Map(paths.map((path) => [path, readFileSync(join(copy, path), 'utf8')]));
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('a repository that somebody adopted', () => {
	it('names nobody else, anywhere', () => {
		const before = Object.values(readIdentity(root)).filter((each) => each !== '');
		const found = [...texts].filter(([, text]) => before.some((each) => text.includes(each)));
		expect(found.map(([path]) => path)).toEqual([]);
	});

	it('has their name, address and repository in package.json, where npm and n8n look', () => {
		expect(JSON.parse(texts.get('package.json')!)).toMatchObject({
			author: { name: 'Jane Doe', email: 'jane@acme.example' },
			homepage: 'https://github.com/acme/n8n-nodes-twake-chatwoot',
			repository: { url: 'https://github.com/acme/n8n-nodes-twake-chatwoot.git' },
		});
		expect(texts.get('LICENSE')).toContain('Jane Doe');
	});

	it('leads from the nodes to documentation that is in it', () => {
		const links = [...texts]
			.filter(([path]) => /^(nodes|credentials)\//.test(path))
			.flatMap(([, text]) => [...text.matchAll(/https:\/\/github\.com\/acme\/[^'"]+/g)])
			.map(([link]) => /twake-chatwoot(?:\/blob\/HEAD\/([^#]+))?(?:#(.+))?$/.exec(link)!);

		expect(links.length).toBeGreaterThan(8);
		for (const [, page = 'README.md', anchor = ''] of links) {
			expect(existsSync(join(copy, page))).toBe(true);
			const headings = [...texts.get(page)!.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
				heading.toLowerCase().replaceAll(' ', '-'),
			);
			if (anchor) expect(headings).toContain(anchor);
		}
	});

	it('cuts packages with the scope that is theirs', () => {
		const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
		for (const name of ['test', 'sandbox'])
			cpSync(join(root, name), join(copy, name), { recursive: true });
		const there = join(copy, '.cache', 'cut', 'n8n-nodes-twake');
		const { status, stdout } = spawnSync(process.execPath, [tsx, 'tools/cut/cut.ts', 'twake'], {
			cwd: copy,
			encoding: 'utf8',
		});
		expect({ status, stdout }).toEqual({
			status: 0,
			stdout: expect.stringMatching(/^@acme\/n8n-nodes-twake: \d+ files/) as string,
		});
		expect(JSON.parse(readFileSync(join(there, 'package.json'), 'utf8'))).toMatchObject({
			name: '@acme/n8n-nodes-twake',
			author: { name: 'Jane Doe' },
			repository: { url: 'https://github.com/acme/n8n-nodes-twake.git' },
		});
		const codex = readFileSync(join(there, 'nodes/Twake/Twake.node.json'), 'utf8');
		expect(JSON.parse(codex)).toMatchObject({ node: '@acme/n8n-nodes-twake.twake' });
	});

	it('can be handed on, and keeps its scope', () => {
		const author = given.slice(2, 4);
		expect(adopt('--repository', 'https://git.example/other/nodes', ...author).status).toBe(0);
		expect(readIdentity(copy)).toMatchObject({
			repository: 'https://git.example/other/nodes',
			scope: '@acme',
		});
		const { repository } = JSON.parse(readFileSync(join(copy, 'package.json'), 'utf8')) as {
			repository: { url: string };
		};
		expect(repository.url).toBe('https://git.example/other/nodes.git');
	});

	it.each([
		[['--author', 'Jane <jane@acme.example>'], '--repository has to be an address'],
		[['--repository', 'acme/nodes', '--author', 'J <j@a.example>'], '--repository has to be'],
		[['--repository', 'https://git.example/a/b', '--author', 'Jane'], '--author has to be'],
		[[...given.slice(0, 4), '--scope', 'acme'], '--scope has to be an npm scope'],
	])('is not made out of %j', (arguments_, problem) => {
		const { status, stderr } = adopt(...arguments_);
		expect(status).toBe(1);
		expect(stderr).toContain(problem);
	});
});
