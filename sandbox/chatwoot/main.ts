import { startChatwoot } from './index';

/** `tsx sandbox/chatwoot/main.ts [port]`: a server to try by hand; prints what it gets wrong. */
async function main() {
	const sandbox = await startChatwoot({ port: Number(process.argv[2] ?? 0) });
	console.log(`Chatwoot sandbox on ${sandbox.url}`);
	let shown = 0;
	setInterval(() => {
		for (const mistake of sandbox.mistakes.slice(shown)) console.error(mistake);
		shown = sandbox.mistakes.length;
	}, 500).unref();
}

void main();
