import { parseArgs } from 'node:util';
import { demoWorld as chatwootWorld, startChatwoot } from './chatwoot';
import { demoIds as matrixIds, startMatrix } from './matrix';
import { modelKey, startModel } from './model';
import { demoIds, startTwake } from './twake';
import { openWindow } from './window';

/** Runs the sandboxes with their demo worlds until Ctrl-C, for n8n's credentials to point at. */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			'chatwoot-port': { type: 'string', default: '0' },
			'twake-port': { type: 'string', default: '0' },
			'matrix-port': { type: 'string', default: '0' },
			'model-port': { type: 'string', default: '0' },
			port: { type: 'string', default: '0' },
		},
	});
	const [chatwoot, twake, matrix, model] = await Promise.all([
		startChatwoot({ port: Number(values['chatwoot-port']) }),
		startTwake({ port: Number(values['twake-port']) }),
		startMatrix({ port: Number(values['matrix-port']) }),
		startModel(undefined, Number(values['model-port'])),
	]);
	const servers = { chatwoot, twake, matrix };
	const window = await openWindow(servers, undefined, Number(values.port));
	console.log(`All sides on one page: ${window.url}\n`);
	const { account, admin, inboxes } = chatwootWorld;
	show('Chatwoot', {
		'Base URL': chatwoot.url,
		'Access token': admin?.token,
		'Account ID': account?.id,
		...Object.fromEntries(
			Object.values(inboxes ?? {}).map(({ id, name }) => [`Inbox "${name}"`, id]),
		),
	});
	const channels = `${twake.url}/client/${demoIds.company}/w/${demoIds.workspace}/c/`;
	show('Twake', {
		'Base URL': twake.url,
		'Application ID': demoIds.application,
		'Private key': demoIds.privateKey,
		'Channel "Support"': channels + demoIds.channel,
		'Channel "Team"': `${channels}${demoIds.privateChannel} (private)`,
	});
	show('Matrix (Twake Chat)', {
		Homeserver: matrix.url,
		'Access token': matrixIds.token,
		'Room "Support"': matrixIds.support,
		'Room "Team"': `${matrixIds.team} (private)`,
		'Room "Secret"': `${matrixIds.secret} (encrypted)`,
	});
	show('Language model that answers by a script', { 'Base URL': model.url, 'API key': modelKey });
	console.log('Everything is in memory. Stop with Ctrl-C.');
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		// Not once: the terminal tells everybody in its group, and tsx hands it on as well.
		process.on(signal, () => {
			const all = [window, chatwoot, twake, matrix, model];
			void Promise.all(all.map(async (each) => await each.close())).then(() => process.exit(0));
		});
}

function show(title: string, lines: Record<string, unknown>): void {
	console.log(title);
	for (const [name, value] of Object.entries(lines))
		console.log(`  ${name.padEnd(24)} ${String(value)}`);
	console.log();
}

void main();
