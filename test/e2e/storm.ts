import { setTimeout as sleep } from 'node:timers/promises';
import { demoWorld } from '../../sandbox/chatwoot';
import { demoWorld as twakeWorld } from '../../sandbox/twake';
import type { House } from '../../tools/demo/house';
import { tell } from '../../tools/demo/report';
import { publish } from '../../tools/demo/publish';
import { running } from './agents-workflow';
import { People } from './bridge-people';
import { until } from './until';
import { Dice } from './storm-dice';
import { Customer } from './storm-people';
import { startWeather } from './storm-weather';
import { verdictOn } from './storm-verdict';
import type { Verdict } from './storm-verdict';

/** Seconds; the example has six. */
const SILENCE = 2;
const FAULTS = ['unanswered', 'twice', 'overPeople', 'afterTakeOver'] as const;

export interface Storm {
	customers: number;
	bursts: number;
	seed: number;
}

/**
 * Customers write in bursts, a model takes its time, colleagues answer and take over, and every seventh
 * answer of Chatwoot comes late or never: the support agent of examples/ in the real n8n. Counts on the
 * server; returns how much was not as it should be.
 */
export async function runStorm(house: House, { customers, bursts, seed }: Storm): Promise<number> {
	tell(`A storm of ${customers} customers, seed ${seed}`);
	const { chatwoot, twake, client } = house;
	chatwoot.seed(demoWorld);
	const dice = new Dice(seed);
	const people = new People(chatwoot, twake, twake.seed(twakeWorld).alice);
	const weather = await startWeather(house, dice);
	const data = { baseUrl: weather.url, accessToken: demoWorld.admin?.token };
	const credential = await client.createCredential('Storm', 'chatwootApi', data);
	const others = house.credentials.filter(({ type }) => type !== 'chatwootApi');
	const credentials = [credential, ...others];
	const workflow = await publish({ ...house, credentials }, 'support-agent.json', {
		silence: SILENCE,
	});
	const arrives = async (name: string) => await Customer.arrive(people, chatwoot, dice, name);

	// The database of n8n 2.40.7 comes to a standstill when a workflow's very first runs are many at once.
	const first = await arrives('Customer 0');
	await first.write(1);
	await until(() => first.story().lines.at(-1)?.by === 'bot');

	const all: Customer[] = [];
	const stories = () => all.map((each) => each.story());
	weather.begin(stories);
	const numbers = Array.from({ length: customers }, (_, index) => index + 1);
	await Promise.all(
		numbers.map(async (number) => {
			await sleep(dice.between(0, 8000));
			const each = await arrives(`Customer ${number}`);
			all.push(each);
			await Promise.all([each.write(bursts), each.attend()]);
		}),
	);
	const isQuiet = async () => (await running(house)) === 0;
	await until(async () => verdictOn(stories()).unanswered.length === 0 && (await isQuiet()));
	await sleep(2000 * SILENCE);
	await until(isQuiet);
	const verdict = verdictOn(stories());
	const seen = all.filter((each) => weather.hidden(each));
	await client.deactivateWorkflow(workflow);
	await weather.end();
	return report(verdict, seen, weather.figures(all, verdict.answered), seed);
}

/** Reports the counts; what nobody could have seen in time is not a mistake. */
function report(verdict: Verdict, hidden: Customer[], figures: string, seed: number): number {
	const names = hidden.map(({ talk }) => `${talk.name}: `);
	const isHidden = (where: string) => names.some((name) => where.startsWith(name));
	let failed = 0;
	tell(`${verdict.answered} bursts answered by the bot, ${verdict.byPeople} by people; ${figures}`);
	for (const fault of FAULTS) {
		const found = verdict[fault];
		const wrong = fault === 'unanswered' ? found : found.filter((where) => !isHidden(where));
		failed += wrong.length;
		const unseen = found.length - wrong.length;
		const words = unseen > 0 ? ` (and ${unseen} between the look and the writing)` : '';
		console.log(`  ${wrong.length > 0 ? 'FAIL' : 'ok  '}  ${fault}: ${wrong.length}${words}`);
		for (const where of wrong) console.log(`          ${where}`);
	}
	if (failed > 0) tell(`Again with STORM_SEED=${seed} npm run storm`);
	return failed;
}
