// `npm run e2e`: the packed nodes in a real n8n between a Chatwoot and a Twake in memory; with names
// of parts, only those: `npm run e2e -- agents`; with --queue, n8n runs in queue mode; with
// `--n8n 1.123`, it is that version.
import { parseArgs } from 'node:util';
import { n8nVersionNamed } from '../../tools/n8n';
import { runToEnd } from '../../tools/demo/end';
import { openHouse } from '../../tools/demo/house';
import type { House } from '../../tools/demo/house';
import { tell } from '../../tools/demo/report';
import { runAgents } from './agents';
import { runAnswers } from './answers';
import { runBridge } from './bridge';
import { runCatchUp } from './catch-up';
import { runExamples } from './examples';
import { runProcesses } from './processes';
import { runPreviews } from './previews';
import { runQuestions } from './questions';
import { runStorm } from './storm';
import { runTwakeCatchUp } from './twake-catch-up';
import { runTwakeChat } from './twake-chat';
import { runTwakeChatBridge } from './twake-chat-bridge';
import { runTwakeChatStorm } from './twake-chat-storm';
import { runTriggers } from './triggers';
import { runVisitor } from './visitor';

/** Runs in the house; returns the number of failed checks. */
type Part = (house: House, isEnding: () => boolean) => Promise<number>;

// The triggers come last: they leave n8n under another public address.
const parts: Record<string, Part> = {
	previews: runPreviews,
	examples: runExamples,
	agents: runAgents,
	storm: async (house) => await runStorm(house, { customers: 6, bursts: 1, seed: 13 }),
	bridge: runBridge,
	answers: runAnswers,
	questions: runQuestions,
	'twake-chat': runTwakeChat,
	'twake-chat-bridge': runTwakeChatBridge,
	'twake-chat-storm': async (house) => await runTwakeChatStorm(house, Number(events)),
	'twake-catch-up': runTwakeCatchUp,
	'catch-up': runCatchUp,
	visitor: runVisitor,
	triggers: runTriggers,
};
/** How many messages are written in Twake Chat while everything restarts. */
const { TWAKE_CHAT_EVENTS: events = 100 } = process.env;
/** For queue mode; QUEUE_TALKS, QUEUE_SEED and QUEUE_END=crash make them larger and rougher. */
const {
	QUEUE_TALKS: talks = 12,
	QUEUE_SEED: seed = Date.now() % 1_000_000,
	QUEUE_END,
} = process.env;
const queueParts: Record<string, Part> = {
	processes: async (house) =>
		await runProcesses(house, {
			talks: Number(talks),
			seed: Number(seed),
			isRough: QUEUE_END === 'crash',
		}),
	questions: runQuestions,
};
const { values, positionals: asked } = parseArgs({
	options: { n8n: { type: 'string' }, queue: { type: 'boolean', default: false } },
	allowPositionals: true,
});
const chosen = asked.length > 0 ? asked : Object.keys(values.queue ? queueParts : parts);

runToEnd(async (atEnd, isEnding) => {
	const version = n8nVersionNamed(values.n8n);
	const house = await openHouse(atEnd, { version, isQueue: values.queue });
	let failed = 0;
	for (const name of chosen) {
		failed += await { ...parts, ...queueParts }[name](house, isEnding);
		if (isEnding()) return 1;
	}
	const { mistakes } = house.chatwoot;
	if (mistakes.length > 0) console.log('Mistakes of the sandbox:', mistakes);
	tell(failed + mistakes.length > 0 ? 'Not all was as it should be.' : 'All was as it should be.');
	return failed + mistakes.length > 0 ? 1 : 0;
});
