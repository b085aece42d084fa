import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chatwootDesk } from '../faults/chatwoot/desk';
import { twakeDesk } from '../faults/twake/desk';
import type { Desk } from '../faults/write-case';
import { outputsOf } from './outputs';
import { completed, schemaOfAll } from './schema';

/**
 * n8n shows what a node will put out before it has run, from the files in `__schema__`. They are made
 * from what the operations put out in the sandboxes: `OUTPUT_SCHEMAS=write npx jest output-schemas`.
 */
const IS_WRITING = process.env.OUTPUT_SCHEMAS === 'write';

/** The directory has the version of the node, in three parts. */
const folderOf = (node: string) => join(__dirname, '../../nodes', node, '__schema__/v1.0.0');

/** Puts out whatever the service answers to the request. */
const WITHOUT = 'customApiCall/call';

async function schemasOf<World>(desk: Desk<World>): Promise<Record<string, string>> {
	const outputs = await outputsOf(desk);
	outputs.delete(WITHOUT);
	const schemas = completed(
		new Map([...outputs].map(([operation, json]) => [operation, schemaOfAll(json)])),
	);
	const files = [...schemas].map(([operation, schema]) => [
		`${operation}.json`,
		`${JSON.stringify(schema, null, '\t')}\n`,
	]);
	return Object.fromEntries(files) as Record<string, string>;
}

function filesIn(folder: string): Record<string, string> {
	const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
	const files = names.filter((name) => name.endsWith('.json'));
	return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

function write(folder: string, files: Record<string, string>): void {
	rmSync(folder, { recursive: true, force: true });
	for (const [name, content] of Object.entries(files)) {
		const path = join(folder, name);
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, content);
	}
}

function suite<World>(desk: Desk<World>): void {
	it('tell what every operation puts out', async () => {
		const schemas = await schemasOf(desk);
		if (IS_WRITING) write(folderOf(desk.name), schemas);
		expect(filesIn(folderOf(desk.name))).toEqual(schemas);
	});
}

describe('the output schemas of the Twake node', () => suite(twakeDesk));
describe('the output schemas of the Chatwoot node', () => suite(chatwootDesk));
