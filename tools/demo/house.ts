import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { demoWorld, startChatwoot } from '../../sandbox/chatwoot';
import {
	installIntoN8n,
	installN8n,
	N8nClient,
	owner,
	packPackage,
	Problem,
	reported,
	startN8n,
	startQueue,
} from '../n8n';
import type { Credential, N8nVersion, RunningN8n, RunningQueue } from '../n8n';
import { modelKey, startModel } from '../../sandbox/model';
import type { ModelSandbox } from '../../sandbox/model';
import { demoIds as matrixIds, startMatrix } from '../../sandbox/matrix';
import type { MatrixSandbox } from '../../sandbox/matrix';
import type { TwakeSandbox } from '../../sandbox/twake';
import { demoIds, startTwake } from '../../sandbox/twake';
import type { AtEnd } from './end';
import { tell } from './report';

/** A real n8n with the packed nodes between the chats, and credentials for all. */
export interface House {
	chatwoot: ChatwootSandbox;
	twake: TwakeSandbox;
	matrix: MatrixSandbox;
	/** The server for n8n's OpenAI nodes. */
	model: ModelSandbox;
	n8n: RunningN8n;
	/** Its processes, in queue mode. */
	queue?: RunningQueue;
	version: N8nVersion;
	client: N8nClient;
	/** Tested: those for Chatwoot, its customers, Twake, Twake Chat and the model. */
	credentials: Credential[];
}

export interface Furniture {
	/** Puts the nodes into n8n's user folder; by default built and packed, as people install them. */
	nodes?(userFolder: string, atEnd: AtEnd): Promise<void>;
	/** Settings of n8n on top of the sandbox's own. */
	environment?: NodeJS.ProcessEnv;
	/** Starts n8n in queue mode: several processes behind one address. */
	isQueue?: boolean;
	version?: N8nVersion;
}

/** Installs the nodes in n8n and starts everything; throws a Problem if a credential does not work. */
export async function openHouse(
	atEnd: AtEnd,
	{ nodes = packedNodes, environment, isQueue = false, version }: Furniture = {},
): Promise<House> {
	const folder = mkdtempSync(join(tmpdir(), 'twake-chatwoot-'));
	atEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
	const installation = await installN8n(tell, version);
	const userFolder = join(folder, 'n8n');
	await nodes(userFolder, atEnd);
	tell('Starting the chats and n8n on this machine');
	// The real server gives up after 5 seconds; a busy machine must not lose an event here.
	const deliveries = { timeout: 60_000 };
	const [chatwoot, twake, matrix, model] = await Promise.all([
		startChatwoot({ deliveries }),
		startTwake(),
		startMatrix(),
		startModel(),
	]);
	atEnd(() => Promise.all([chatwoot.close(), twake.close(), matrix.close(), model.close()]));
	const options = { userFolder, log: join(folder, 'n8n.log'), environment };
	const queue = isQueue ? await startQueue(installation, options) : undefined;
	const start = async () => await startN8n(installation, options);
	const n8n = queue ?? (await reported(tell, () => 'n8n is starting', start));
	atEnd(() => n8n.close());

	tell('Creating credentials');
	const client = await N8nClient.signIn(n8n.url, installation);
	const credentials = [
		await client.createCredential('Chatwoot', 'chatwootApi', {
			baseUrl: chatwoot.url,
			accessToken: demoWorld.admin?.token,
		}),
		await client.createCredential('Chatwoot Client', 'chatwootClientApi', {
			baseUrl: chatwoot.url,
			inboxIdentifier: demoWorld.inboxes?.bridge.inbox_identifier,
			hmacToken: demoWorld.inboxes?.bridge.hmac_token,
		}),
		await client.createCredential('Chatwoot Platform', 'chatwootPlatformApi', {
			baseUrl: chatwoot.url,
			accessToken: demoWorld.platform?.token ?? 'PLATFORM_TOKEN',
		}),
		await client.createCredential('Twake', 'twakeApi', {
			apiGeneration: 'application',
			baseUrl: twake.url,
			applicationId: demoIds.application,
			privateKey: demoIds.privateKey,
		}),
		await client.createCredential('Twake Chat', 'twakeChatApi', {
			baseUrl: matrix.url,
			accessToken: matrixIds.token,
		}),
		await client.createCredential('OpenAI', 'openAiApi', { apiKey: modelKey, url: model.url }),
	];
	for (const credential of credentials) {
		const { status, message } = await client.testCredential(credential);
		if (status !== 'OK') throw new Problem(`The ${credential.name} credential failed: ${message}`);
		tell(`  ${credential.name}: ${message}`);
	}
	return {
		...{ chatwoot, twake, matrix, model },
		...{ n8n, queue, version: installation.version, client, credentials },
	};
}

async function packedNodes(userFolder: string): Promise<void> {
	tell('Building and packing the nodes');
	const folder = join(userFolder, 'packed');
	mkdirSync(folder, { recursive: true });
	await reported(
		tell,
		() => 'still building',
		async () => await installIntoN8n(await packPackage(folder), userFolder),
	);
}

/** Where people find everything while it runs; first the page to play with, if there is one. */
export function addresses({ n8n, chatwoot, twake, matrix, model }: House, page?: string): string {
	return `
${page === undefined ? '' : `Open this      ${page}\n\n`}n8n's editor   ${n8n.url}
  log in with  ${owner.email}  /  ${owner.password}
Chatwoot       ${chatwoot.url}   (token ${demoWorld.admin?.token})
Twake          ${twake.url}   (application ${demoIds.application}, key ${demoIds.privateKey})
Matrix         ${matrix.url}   (token ${matrixIds.token})
Language model ${model.url}   (key ${modelKey}; answers by a script)

Stop with Ctrl-C; nothing stays behind.`;
}
