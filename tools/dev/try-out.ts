import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AtEnd } from '../demo/end';
import { openHouse } from '../demo/house';
import { tell } from '../demo/report';
import type { N8nClient } from '../n8n';
import { watchedNodes } from './watched-nodes';

const PATIENCE = 10_000;
const NODE = 'nodes/Twake/Twake.node.ts';

/**
 * Changes a node in a copy of the sources and waits until n8n offers the new one: returns 0 when it
 * does, and says how long it took.
 */
export async function tryOut(root: string, atEnd: AtEnd): Promise<number> {
	const copy = mkdtempSync(join(tmpdir(), 'twake-chatwoot-sources-'));
	atEnd(() => rmSync(copy, { recursive: true, force: true }));
	for (const name of ['nodes', 'credentials', 'package.json']) {
		cpSync(join(root, name), join(copy, name), { recursive: true });
	}
	symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
	const { client } = await openHouse(atEnd, watchedNodes(copy));

	const path = join(copy, NODE);
	const source = readFileSync(path, 'utf8');
	// n8n starts watching some seconds after it answers: it sees earlier saves only with the next change.
	for (const name of ['Twake, saved', 'Twake, saved again', 'Twake, saved once more']) {
		const saved = Date.now();
		writeFileSync(path, source.replace(/displayName: '[^']*'/, `displayName: '${name}'`));
		while (Date.now() - saved < PATIENCE) {
			if (await offers(client, name)) {
				tell(
					`n8n has the new node ${((Date.now() - saved) / 1000).toFixed(1)} s after it was saved.`,
				);
				return 0;
			}
			await sleep(50);
		}
	}
	tell('n8n still has the old node.');
	return 1;
}

async function offers(client: N8nClient, displayName: string): Promise<boolean> {
	try {
		const types = await client.nodeTypes();
		return types.some((type) => type.displayName === displayName);
	} catch {
		// n8n was rewriting the list while it was read.
		return false;
	}
}
