import { randomFill } from 'crypto';

const scrap = new Uint8Array(1);

/**
 * Resolves after node's event loop has turned, so that what is ready to be read or written meanwhile
 * gets its turn. A random byte takes some 20 us; `setImmediate` is not allowed in community nodes,
 * and n8n's `sleep` takes more than a millisecond.
 */
export async function nextTurn(): Promise<void> {
	await new Promise<void>((resolve) => randomFill(scrap, () => resolve()));
}
