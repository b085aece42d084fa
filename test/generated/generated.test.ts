import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn, generated, operationsPage, root, schemaFolders } from '.';
import type { Files } from '.';
import { withTable } from './operations-table';
import { completed, schemaOfAll } from './schema';

/** If one of these fails, `npm run generate` writes what is missing. */
describe('what is made from the sources', () => {
	let wanted: Files;
	beforeAll(async () => {
		wanted = await generated();
	});

	it.each(schemaFolders)('is what n8n shows of an output before the node has run: %s', (folder) => {
		const schemas = Object.entries(wanted).filter(([path]) => path.startsWith(folder));
		expect(filesIn(folder)).toEqual(Object.fromEntries(schemas));
	});

	it('is the table of operations', () => {
		expect(readFileSync(join(root, operationsPage), 'utf8')).toBe(wanted[operationsPage]);
	});
});

describe('the table of operations', () => {
	it('is written anew where the page has its place, and nothing else is touched', () => {
		const around = ['# Name\n<!-- operations -->\n', '<!-- /operations -->\nmore'];
		const written = withTable(around.join('| Old | | |\n'));

		expect(written.startsWith(`${around[0]}\n| Node | Resource | Operations |`)).toBe(true);
		expect(written).toMatch(/^\| Twake \| Thread \| .*Create or Reply/m);
		expect(written.endsWith(around[1])).toBe(true);
		expect(written).not.toContain('Old');
		expect(withTable(written)).toBe(written);
	});

	it('is not lost because the page has no place for it', () => {
		expect(() => withTable('# Name')).toThrow('no place for the table');
	});
});

describe('the preview of an empty list', () => {
	const previews = (...outputs: object[]) =>
		completed(new Map(outputs.map((each, index) => [`${index}`, schemaOfAll([{ ...each }])])));

	it('has the entries that the list has elsewhere', () => {
		const texts = { type: 'array', items: { type: 'string' } };
		const found = previews({ labels: [] }, { labels: ['vip'] }).get('0');
		expect(found).toEqual({ type: 'object', properties: { labels: texts } });
	});

	it('is refused where operations disagree, however they are sorted', () => {
		const outputs = [{ labels: [{ id: 1 }] }, { labels: ['vip'] }];
		const refused = '"labels" is a list of two kinds';
		expect(() => previews({ labels: [] }, ...outputs)).toThrow(refused);
		expect(() => previews(...outputs.reverse(), { labels: [] })).toThrow(refused);
		expect(() => previews(...outputs)).not.toThrow();
	});
});
