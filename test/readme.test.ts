import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');
const page = (name: string) => readFileSync(join(root, name), 'utf8');
const pages = [
	'README.md',
	'CONTRIBUTING.md',
	'docs/credentials.md',
	'docs/recipes.md',
	'docs/limits.md',
	'docs/support-agent.md',
];
describe('The pages', () => {
	it('name every example', () => {
		const examples = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.json'));
		const recipes = page('docs/recipes.md');

		for (const name of examples) expect(recipes).toContain(`](../examples/${name})`);
	});

	it.each(pages)('name only scripts that exist: %s', (name) => {
		const { scripts } = JSON.parse(page('package.json')) as { scripts: Record<string, string> };
		const named = [...page(name).matchAll(/npm run ([a-z0-9:-]+)/g)].map(([, script]) => script);

		expect(named.filter((script) => !(script in scripts))).toEqual([]);
	});

	it('let somebody install it and build a workflow within sixty lines', () => {
		const lines = page('README.md').split('\n');
		const [install, next] = ['## Install', '## Credentials'].map((title) => lines.indexOf(title));

		expect(install).toBeGreaterThan(0);
		expect(next).toBeGreaterThan(install);
		expect(next).toBeLessThan(60);
	});
});
