import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chatwootIntegration } from '../nodes/Chatwoot/actions';
import { twakeIntegration } from '../nodes/Twake/actions';

const root = join(__dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const nodes = { Twake: twakeIntegration, Chatwoot: chatwootIntegration };

/** The rows that the table of operations should have. */
function wantedRows(): string[] {
	return Object.entries(nodes).flatMap(([node, { resources }]) =>
		resources.map(({ name, operations }) => {
			const names = operations.map((operation) => operation.name).sort();
			return `| ${node} | ${name} | ${names.join(', ')} |`;
		}),
	);
}

describe('the README', () => {
	it('lists every operation of both nodes, and no other', () => {
		const [, table = ''] = /<!-- operations -->([\s\S]*)<!-- \/operations -->/.exec(readme) ?? [];
		const rows = table.split('\n').filter((line) => /^\| (Twake|Chatwoot) \|/.test(line));

		expect(rows.sort()).toEqual(wantedRows().sort());
	});

	it('names every example, and links to nothing that is not there', () => {
		const examples = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.json'));
		const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, target]) => target);

		for (const name of examples) expect(links).toContain(`examples/${name}`);
		expect(links.filter((target) => !existsSync(join(root, target)))).toEqual([]);
	});

	it('names only scripts that there are', () => {
		const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
			scripts: Record<string, string>;
		};
		const named = [...readme.matchAll(/npm run ([a-z0-9:]+)/g)].map(([, name]) => name);

		expect(named.filter((name) => !(name in scripts))).toEqual([]);
	});
});
