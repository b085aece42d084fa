import { setTimeout as sleep } from 'node:timers/promises';
import { demoWorld } from '../../sandbox/chatwoot';
import type { House } from '../../tools/demo/house';
import { tell } from '../../tools/demo/report';
import { demoWorld as twakeWorld } from '../../sandbox/twake';
import { Checks } from './triggers-checks';
import { Desk, FORMER, INBOX, NOTHING } from './triggers-desk';
import { Expected } from './triggers-expected';
import { deliver, forgeriesOf, genuineFor, outdated } from './triggers-forged';
import type { Delivery } from './triggers-forged';
import { People } from './triggers-people';
import { Runs } from './triggers-runs';
import { createWorkflows } from './triggers-workflows';
import type { Name } from './triggers-workflows';

const SIGNED: Name[] = ['events', 'callback', 'bot', 'chat'];

/**
 * Both triggers in a real n8n: what they register, that each event starts one run, that forgeries and
 * replays start none, through a restart, a change of n8n's address and the end. Returns how many
 * things were not as they should be.
 */
export async function runTriggers(house: House): Promise<number> {
	const { chatwoot, twake, n8n, client, version } = house;
	chatwoot.seed(demoWorld);
	twake.seed(twakeWorld);
	const people = new People(house);
	await people.administratorSetsCallback(INBOX, FORMER);
	const workflows = await createWorkflows(house);
	const [desk, runs] = [new Desk(house, workflows), new Runs(house)];
	const [expected, check] = [new Expected(people), new Checks()];
	const registered = () => desk.registered();
	const counted = async () => await runs.ofAll(workflows);

	tell('Activating five workflows with triggers');
	await desk.turn('activate');
	await check.that('each is registered, two of them in one account', registered, desk.all());
	await expected.round('one');
	await check.that('each event starts one run', counted, expected.runs);

	await people.administratorResetsSecret(INBOX);
	await expected.remark('Signed with a new secret');
	await check.that('a new secret is taken over', counted, expected.runs);

	const deliveries = new Map<Name, Delivery>();
	for (const name of SIGNED) deliveries.set(name, await tryToForge(name));
	await check.that('forgeries and replays start none', counted, expected.runs);

	await testEvent();
	await check.that('a test event comes to the test and to production', counted, expected.runs);

	tell('Restarting n8n');
	await n8n.restart();
	await desk.listens();
	const replayed = await Promise.all([...deliveries.values()].map(deliver));
	await check.that(
		'replays are answered',
		() => replayed,
		SIGNED.map(() => 200),
	);
	await expected.round('two');
	await check.that('each event starts one run again', counted, expected.runs);

	await people.administratorDeletesWebhook(desk.webhook('events')!.id);
	await desk.turn('deactivate', ['events']);
	await desk.turn('activate', ['events']);
	await check.that('a webhook deleted by hand comes back', registered, desk.all());

	tell('Restarting n8n under another public address');
	const former = desk.all();
	desk.base = n8n.url.replace('127.0.0.1', 'localhost');
	await n8n.restart({ WEBHOOK_URL: `${desk.base}/` });
	await desk.listens();
	// Up to 1.x, n8n registers all again while it starts, also what is turned off meanwhile.
	const atStart = version.startsWith('1.') ? desk.all() : former;
	await check.that('what was registered is still, or has moved', registered, atStart);
	await desk.turn('deactivate');
	await check.that('nothing is left at the former address', registered, NOTHING);
	await desk.turn('activate');
	await check.that('all is registered at the new one', registered, desk.all());
	await expected.round('three');
	await check.that('each event starts one run there', counted, expected.runs);

	await desk.turn('deactivate');
	await check.that('nothing is left, and what was before is back', registered, NOTHING);
	await people.customerWrites('Is anybody there?');
	await people.colleagueWrites('Is anybody there?');
	await sleep(300);
	await check.that('nothing starts a run any more', counted, expected.runs);
	return check.failed;

	/** Delivers wrongly signed bodies, then a correctly signed one twice. Returns the latter. */
	async function tryToForge(name: Name): Promise<Delivery> {
		const secret = desk.secret(name);
		const delivery = genuineFor(name, desk.address(name), secret);
		const forgeries = {
			...forgeriesOf(delivery),
			...(name !== 'chat' && outdated(delivery, secret)),
		};
		const statuses: Record<string, number> = {};
		for (const [what, forgery] of Object.entries(forgeries))
			statuses[what] = await deliver(forgery);
		const refused = Object.fromEntries(Object.keys(forgeries).map((what) => [what, 401]));
		await check.that(
			`${name} refuses deliveries ${Object.keys(forgeries).join(', ')}`,
			() => statuses,
			refused,
		);
		const twice = [await deliver(delivery), await deliver(delivery)];
		await check.that(`${name} answers a delivery and its replay`, () => twice, [200, 200]);
		expected.add(name, delivery.words);
		return delivery;
	}

	/** "Execute step" in the editor: the trigger registers its test address for one event. */
	async function testEvent(): Promise<void> {
		const isThere = () => desk.webhook('events', true) !== undefined;
		await client.post(`/rest/workflows/${workflows.events.id}/run`, {
			workflowData: workflows.events,
			triggerToStartFrom: { name: 'Trigger' },
		});
		await check.that('a test registers an address of its own', isThere, true);
		await expected.remark('This is a test');
		expected.add('events', 'test: message_created This is a test');
		await check.that('and takes it out after the event', isThere, false);
	}
}
