// `npm run demo`: the example workflow in a real n8n, between a Chatwoot and a Twake in memory.
// Stays up until Ctrl-C; with `--once` it only checks what both chats show in the end.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { demoWorld, startChatwoot } from '../chatwoot';
import {
	installIntoN8n,
	installN8n,
	N8nClient,
	owner,
	packPackage,
	Problem,
	startN8n,
} from '../n8n';
import type { Execution } from '../n8n';
import { demoIds, startTwake } from '../twake';
import { shownInChatwoot, shownInTwake } from './chats';
import { expectedInChatwoot, expectedInTwake, settings } from './expected';
import { report, show, tell } from './report';
import { exampleWorkflow } from './workflow';

const closers: Array<() => Promise<unknown> | void> = [];

async function main(): Promise<number> {
	const { values } = parseArgs({ options: { once: { type: 'boolean', default: false } } });
	const folder = mkdtempSync(join(tmpdir(), 'twake-chatwoot-demo-'));
	closers.push(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

	tell('Building and packing the nodes');
	const tarball = await packPackage(folder);
	const installation = await installN8n(tell);
	const userFolder = join(folder, 'n8n');
	await installIntoN8n(tarball, userFolder);
	tell('Starting Chatwoot, Twake and n8n on this machine');
	const [chatwoot, twake] = await Promise.all([startChatwoot(), startTwake()]);
	closers.push(() => Promise.all([chatwoot.close(), twake.close()]));
	const n8n = await startN8n(installation, { userFolder, log: join(folder, 'n8n.log') });
	closers.push(() => n8n.close());

	tell('Creating credentials and importing the workflow');
	const client = await N8nClient.signIn(n8n.url, installation);
	const credentials = [
		await client.createCredential('Chatwoot', 'chatwootApi', {
			baseUrl: chatwoot.url,
			accessToken: demoWorld.admin?.token,
		}),
		await client.createCredential('Twake', 'twakeApi', {
			apiGeneration: 'application',
			baseUrl: twake.url,
			applicationId: demoIds.application,
			privateKey: demoIds.privateKey,
		}),
	];
	for (const credential of credentials) {
		const { status, message } = await client.testCredential(credential);
		if (status !== 'OK') throw new Problem(`The ${credential.name} credential failed: ${message}`);
		tell(`  ${credential.name}: ${message}`);
	}
	const workflow = await client.createWorkflow(exampleWorkflow(credentials, settings));

	tell('Running the workflow in n8n');
	const before = await shownInChatwoot(chatwoot);
	const execution = await client.runWorkflow(workflow, 'Start');
	report(execution);
	const chats = { chatwoot: await shownInChatwoot(chatwoot), twake: await shownInTwake(twake) };
	show('Chatwoot now shows', chats.chatwoot);
	show('Twake now shows', chats.twake);

	const conversation = urlOf(execution);
	const wanted = { chatwoot: [...before, ...expectedInChatwoot], twake: expectedInTwake(conversation) };
	const isRight = execution.status === 'success' && isDeepStrictEqual(chats, wanted);
	tell(isRight ? 'Both chats hold exactly what they should.' : 'That is not what was expected:');
	if (!isRight) console.log(JSON.stringify(wanted, null, 2));
	if (values.once) return isRight ? 0 : 1;

	console.log(`
n8n's editor   ${n8n.url}/workflow/${workflow.id}
  log in with  ${owner.email}  /  ${owner.password}
Chatwoot       ${chatwoot.url}   (token ${demoWorld.admin?.token})
Twake          ${twake.url}   (application ${demoIds.application}, key ${demoIds.privateKey})

Stop with Ctrl-C; nothing stays behind.`);
	await n8n.ended;
	if (closing) return 0;
	throw new Problem('n8n ended by itself.');
}

function urlOf({ data }: Execution): string {
	const [run] = data.resultData.runData['Open Conversation'] ?? [];
	return String(run?.data?.main[0]?.[0]?.json.url);
}

let closing: Promise<void> | undefined;

/** Ends what was started, the last first; everybody who asks waits for the same end. */
function close(): Promise<void> {
	closing ??= (async () => {
		for (const closer of closers.reverse()) await closer();
	})();
	return closing;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.once(signal, () => {
		void close().then(() => process.exit(130));
	});
}

main()
	.catch((error: unknown) => {
		console.error(error instanceof Problem ? error.message : error);
		return 1;
	})
	.then(async (code) => {
		await close();
		process.exit(code);
	});
