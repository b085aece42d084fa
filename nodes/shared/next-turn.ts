import { randomFill } from 'crypto';

const unusedBytes = new Uint8Array(1);

/**
 * Resolves after one turn of node's event loop, so that pending reads and writes get their turn.
 * Getting a random byte takes about 20 us; `setImmediate` is not allowed in community nodes, and
 * n8n's `sleep` takes more than a millisecond.
 */
export async function nextTurn(): Promise<void> {
	await new Promise<void>((resolve) => randomFill(unusedBytes, () => resolve()));
}
