// `npm run storm`: thirty customers; STORM_SEED repeats one, STORM_CUSTOMERS makes it larger or smaller;
// with --queue, n8n runs in queue mode.
import { runToEnd } from '../../tools/demo/end';
import { openHouse } from '../../tools/demo/house';
import { runStorm } from './storm';

const { STORM_SEED: seed = Date.now() % 1_000_000, STORM_CUSTOMERS: customers = 30 } = process.env;

runToEnd(async (atEnd) => {
	const house = await openHouse(atEnd, { isQueue: process.argv.includes('--queue') });
	const storm = { customers: Number(customers), bursts: 3, seed: Number(seed) };
	const failed = await runStorm(house, storm);
	return failed + house.chatwoot.mistakes.length > 0 ? 1 : 0;
});
