import { readFileSync } from 'node:fs';
import type { House } from '../../tools/demo/house';
import { failures } from './bridge';

/** What a webhook process logs when it has taken a delivery and cannot start its run. */
const NOT_STARTED = /Error in handling webhook request .*$/gm;
const MOST = 160;

/** What n8n itself says about the runs that it did not start or not bring to their end. */
export async function recordOf(house: House): Promise<string[]> {
	const { client, queue } = house;
	const { results } = await client.executions(['new', 'running']);
	const unfinished = results.map(({ id, status }) => `execution ${id} is still ${status}`);
	const refused = (queue?.webhooks ?? []).flatMap(({ name, log }) =>
		(readFileSync(log, 'utf8').match(NOT_STARTED) ?? []).map((line) => `${name}: ${line}`),
	);
	return [...unfinished, ...(await failures(house)), ...refused].map((each) => each.slice(0, MOST));
}
