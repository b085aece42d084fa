// `npm run demo`: the example workflow in a real n8n, between a Chatwoot and a Twake in memory.
// Then a page to play with, until Ctrl-C; with `--once` it only checks what both chats show. With
// `--n8n 1.123`, n8n is that version.
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { n8nVersionNamed, Problem } from '../n8n';
import type { Execution } from '../n8n';
import { shownInChatwoot, shownInTwake } from './chats';
import { runToEnd } from './end';
import type { AtEnd } from './end';
import { expectedInChatwoot, expectedInTwake, settingsOn } from './expected';
import { addresses, openHouse } from './house';
import { report, show, tell } from './report';
import { openPlayground } from './playground';
import { filledIn } from './workflow';

async function main(atEnd: AtEnd, isEnding: () => boolean): Promise<number> {
	const { values } = parseArgs({
		options: { once: { type: 'boolean', default: false }, n8n: { type: 'string' } },
	});
	const house = await openHouse(atEnd, { version: n8nVersionNamed(values.n8n) });
	const { chatwoot, twake, n8n, client, credentials } = house;
	tell('Importing the workflow');
	const workflow = await client.createWorkflow(
		filledIn('new-ticket-to-twake.json', credentials, settingsOn(twake.url)),
	);

	tell('Running the workflow in n8n');
	const before = await shownInChatwoot(chatwoot);
	const execution = await client.runWorkflow(workflow, 'Start');
	report(execution);
	const chats = { chatwoot: await shownInChatwoot(chatwoot), twake: await shownInTwake(twake) };
	show('Chatwoot now shows', chats.chatwoot);
	show('Twake now shows', chats.twake);

	const conversation = urlOf(execution);
	const wanted = {
		chatwoot: [...before, ...expectedInChatwoot],
		twake: expectedInTwake(conversation),
	};
	const isRight = execution.status === 'success' && isDeepStrictEqual(chats, wanted);
	tell(isRight ? 'Both chats hold exactly what they should.' : 'That is not what was expected:');
	if (!isRight) console.log(JSON.stringify(wanted, null, 2));
	if (values.once) return isRight ? 0 : 1;

	const { url } = await openPlayground(house, atEnd);
	console.log(addresses(house, url));
	await n8n.ended;
	if (isEnding()) return 0;
	throw new Problem('n8n ended by itself.');
}

function urlOf({ data }: Execution): string {
	const runs = new Map(Object.entries(data.resultData.runData));
	return String(runs.get('Open Conversation')?.at(0)?.data?.main.at(0)?.at(0)?.json.url);
}

runToEnd(main);
