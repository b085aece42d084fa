// `npx tsx test/bench/look-to-write.ts`: how long after the look of Only If Nothing New Since the message
// is written, as the server sees it. What another process or program writes in that time is not seen.
import { demoWorld, startChatwoot } from '../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { byId, chatwootRun, demo, meddling } from '../Chatwoot/chatwoot';
import { runNode } from '../engine';

const ROUNDS = 100;
const at = '/api/v1/accounts/1/conversations/1';

/** From the look to the writing of one answer, in ms. */
async function gapOf(chatwoot: ChatwootSandbox): Promise<number> {
	chatwoot.seed(demoWorld);
	const parameters = {
		resource: 'message',
		operation: 'create',
		account: byId(demo.account),
		conversation: byId(demo.conversation),
		text: 'The answer',
		additionalFields: { nothingNewSince: '2' },
	};
	let looked = 0;
	let wrote = 0;
	await meddling(
		chatwoot,
		(_nth, { method, path }) => {
			if (method === 'GET' && path === at) looked = performance.now();
			if (method === 'POST') wrote = performance.now();
		},
		async () => await runNode(chatwootRun(chatwoot, { parameters })),
	);
	return wrote - looked;
}

async function main(): Promise<void> {
	for (const latency of [0, 50]) {
		const chatwoot = await startChatwoot({ latency });
		const gaps: number[] = [];
		for (let round = 0; round < ROUNDS; round++) gaps.push(await gapOf(chatwoot));
		gaps.sort((one, other) => one - other);
		const shown = (share: number) => `${gaps[Math.ceil(share * ROUNDS) - 1].toFixed(1)} ms`;
		console.log(
			`answers after ${latency} ms: median ${shown(0.5)}, p95 ${shown(0.95)}, longest ${shown(1)}`,
		);
		await chatwoot.close();
	}
}

void main();
