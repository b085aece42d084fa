import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { chatwootDesk } from '../faults/chatwoot/desk';
import { clientDesk } from '../faults/chatwoot-client/desk';
import { platformDesk } from '../faults/chatwoot-platform/desk';
import { twakeDesk } from '../faults/twake/desk';
import { twakeChatDesk } from '../faults/twake-chat/desk';
import type { Desk } from '../faults/write-case';
import { PINNED, pinnedWith, readPinned, storedNames } from '../stored-names/names';
import { withTable } from './operations-table';
import { outputsOf } from './outputs';
import { completed, schemaOfAll } from './schema';
import type { Schema } from './schema';
import { triggerOutputs } from './trigger-outputs';

export const root = join(__dirname, '../..');

/** Files by path from the root of the repository. */
export type Files = Record<string, string>;

/** Files generated as a whole: the folder contains nothing else. */
export const schemaFolders = [
	'Twake',
	'Twake/catchup',
	'TwakeChat',
	'Chatwoot',
	'Chatwoot/catchup',
	'Chatwoot/client',
	'Chatwoot/platform',
].map(schemaFolder);

export const operationsPage = 'docs/operations.md';

/** Everything that `npm run generate` writes, as it should be now. */
export async function generated(): Promise<Files> {
	return {
		[operationsPage]: withTable(readFileSync(join(root, operationsPage), 'utf8')),
		[relative(root, PINNED)]: pinnedWith(readPinned(PINNED), storedNames()),
		...(await schemasOf(twakeDesk)),
		...(await schemasOf(twakeChatDesk)),
		...(await schemasOf(chatwootDesk)),
		...(await schemasOf(clientDesk)),
		...(await triggerSchemas()),
		...(await schemasOf(platformDesk)),
	};
}

/** The files of a folder as they are. */
export function filesIn(folder: string): Files {
	const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
	const paths = names.filter((name) => name.endsWith('.json')).map((name) => join(folder, name));
	return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

function schemaFolder(node: string): string {
	return `nodes/${node}/__schema__`;
}

/** n8n looks for it by resource and operation, which triggers lack, in the version of the node. */
function schemaFile(node: string, operation?: string): string {
	return `${[schemaFolder(node), 'v1.0.0', operation].filter(Boolean).join('/')}.json`;
}

/** Outputs whatever the service answers to the request. */
const WITHOUT = 'customApiCall/call';

/**
 * What n8n shows of an output before the node has run, made from what the operations put out in the
 * sandboxes.
 */
async function schemasOf<World>(desk: Desk<World>): Promise<Files> {
	const outputs = await outputsOf(desk);
	outputs.delete(WITHOUT);
	const schemas = completed(
		new Map([...outputs].map(([operation, json]) => [operation, schemaOfAll(json)])),
	);
	return Object.fromEntries(
		[...schemas].map(([operation, schema]) => [schemaFile(desk.name, operation), written(schema)]),
	);
}

async function triggerSchemas(): Promise<Files> {
	const outputs = Object.entries(await triggerOutputs());
	const schemas = completed(new Map(outputs.map(([node, json]) => [node, schemaOfAll(json)])));
	return Object.fromEntries(
		[...schemas].map(([node, schema]) => [schemaFile(node), written(schema)]),
	);
}

const written = (schema: Schema): string => `${JSON.stringify(schema, null, '\t')}\n`;
