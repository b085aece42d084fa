import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { House } from '../../tools/demo/house';
import { tell } from '../../tools/demo/report';
import { repository } from '../../tools/n8n';

const NODES = {
	Chatwoot: 'chatwoot',
	'Chatwoot/client': 'chatwootClient',
	'Chatwoot/platform': 'chatwootPlatform',
	Twake: 'twake',
	TwakeChat: 'twakeChat',
};

/**
 * Asks n8n for the output previews of our operations before they have run. Returns how many
 * differ from ours.
 */
export async function runPreviews({ n8n }: House): Promise<number> {
	const failed: string[] = [];
	let asked = 0;
	for (const [folder, type] of Object.entries(NODES)) {
		const schemas = join(repository, 'nodes', folder, '__schema__/v1.0.0');
		const files = readdirSync(schemas, { recursive: true, encoding: 'utf8' });
		for (const file of files.filter((name) => name.endsWith('.json'))) {
			const path = `/schemas/n8n-nodes-twake-chatwoot.${type}/1.0.0/${file}`;
			const response = await fetch(`${n8n.url}${path}`);
			const isKnown = (await response.text()) === readFileSync(join(schemas, file), 'utf8');
			if (!isKnown) failed.push(`${type}/${file}`);
			asked++;
		}
	}
	tell(
		failed.length > 0
			? `n8n has no preview of ${failed.join(', ')}`
			: `n8n has the previews of ${asked} outputs.`,
	);
	return failed.length;
}
