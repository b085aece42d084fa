import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { request } from 'undici';
import type { House } from '../../tools/demo/house';
import { tell } from '../../tools/demo/report';
import { Problem } from '../../tools/n8n';
import type { StoredWorkflow } from '../../tools/n8n';
import { demoWorld } from '../../sandbox/chatwoot';
import { demoIds, demoWorld as twakeWorld } from '../../sandbox/twake';
import { People } from './bridge-people';
import type { Talk } from './bridge-people';
import { filledIn } from '../../tools/demo/workflow';
import { until } from './until';

/** How the bridge calls customers in Twake, where nobody shall take them for a colleague. */
const customer = ({ name }: Talk) => `${name} (customer)`;

const TALKS = 50;
/** Customers in whose conversations agents write too. */
const ATTENDED = 10;
/** Those who also write while n8n is down, and after that. */
const INTERRUPTED = 5;
/** Customers whose threads continue after everything is resolved. */
const REVIVED = 3;
/** Conversations in which people write at the same time. */
const WAVE = 10;
const CHANNEL = `/client/${demoIds.company}/w/${demoIds.workspace}/c/${demoIds.channel}`;

/**
 * Runs the bridge of examples/ with fifty conversations, ten at once, and n8n restarted in the middle, and
 * compares both chats. Returns the number of failed checks.
 */
export async function runBridge(house: House): Promise<number> {
	const { chatwoot, twake, n8n } = house;
	chatwoot.seed(demoWorld);
	const tokens = twake.seed(twakeWorld);
	const people = new People(chatwoot, twake, tokens.alice);
	const workflow = await activated(house);
	const problems: string[] = [];
	const reach = async (what: string, isSo: () => boolean) => {
		if (await until(isSo)) return tell(what);
		problems.push(`not reached: ${what}`);
		for (const failure of await failures(house, workflow)) problems.push(failure);
	};
	const thread = new Map<Talk, string[]>();
	const conversation = new Map<Talk, string[]>();
	const areBridged = () =>
		[...thread].every(([talk, texts]) => people.thread(talk).length >= texts.length);
	const areSent = () =>
		[...conversation].every(([talk, texts]) => people.conversation(talk).length >= texts.length);
	const says = (talk: Talk, name: string, text: string) => {
		conversation.get(talk)!.push(text);
		thread.get(talk)!.push(`${name}: ${text}`);
	};

	const talks: Talk[] = [];
	const arrives = async (number: number) => {
		const talk = await people.arrive(`Customer ${number}`);
		conversation.set(talk, []);
		const address = `${chatwoot.url}/app/accounts/1/conversations/${talk.number}`;
		const opening = `Conversation ${talk.number} with **${talk.name}**: [open in Chatwoot](${address})`;
		thread.set(talk, [opening]);
		for (const text of ['Hello', 'My parcel is late', `It is number ${number}`]) {
			says(talk, customer(talk), text);
			await people.ask(talk, text);
		}
		talks.push(talk);
	};

	// A hundred runs starting together bring the SQLite of n8n 2.40.7 to a standstill, and a few of a
	// workflow's very first.
	tell('A customer writes three messages');
	await arrives(1);
	await reach('they stand in Twake', areBridged);
	tell(`${TALKS} new customers do so, ${WAVE} at once`);
	for (let done = 1; done <= TALKS; done += WAVE) {
		const wave = Array.from({ length: WAVE }, (_, index) => done + index + 1);
		await Promise.all(wave.map(arrives));
		await until(areBridged);
	}
	await reach('all of it stands in Twake', areBridged);

	tell(`Agents write a note and an answer in ${ATTENDED} conversations`);
	for (const talk of talks.slice(0, ATTENDED)) {
		await people.answer(talk, 'He is angry', true);
		conversation.get(talk)!.push('(He is angry)');
		await people.answer(talk, 'We look for it');
		says(talk, 'Arthur Agent', 'We look for it');
	}
	await reach('the answers stand in Twake', areBridged);

	tell(`n8n restarts; meanwhile ${INTERRUPTED} customers write`);
	const restarted = n8n.restart();
	for (const talk of talks.slice(0, INTERRUPTED)) {
		says(talk, customer(talk), 'Are you there?');
		await people.ask(talk, 'Are you there?');
		await sleep(100);
	}
	await restarted;
	if (!(await listening(house, workflow))) problems.push('n8n does not listen after its restart');
	for (const talk of talks.slice(0, INTERRUPTED)) {
		says(talk, customer(talk), 'Hello again');
		await people.ask(talk, 'Hello again');
	}
	await reach('what they wrote before and after stands in Twake', areBridged);

	tell(`In every thread somebody replies twice, in ${ATTENDED} with a remark`);
	const isAttended = (talk: Talk) => talks.indexOf(talk) < ATTENDED;
	const ticked = (talk: Talk) => (isAttended(talk) ? ['✅', '✅', '📝'] : ['✅', '✅']);
	const replies = async (talk: Talk) => {
		for (const text of [
			'Found it',
			'It comes tomorrow',
			...(isAttended(talk) ? ['// Call him'] : []),
		]) {
			thread.get(talk)!.push(text);
			conversation.get(talk)!.push(text.startsWith('//') ? '(Call him)' : text);
			await people.reply(talk, text);
		}
	};
	for (let done = 0; done < talks.length; done += WAVE) {
		const wave = talks.slice(done, done + WAVE);
		await Promise.all(wave.map(replies));
		await until(
			() => areSent() && wave.every((talk) => isDeepStrictEqual(people.ticks(talk), ticked(talk))),
		);
	}
	await reach('the replies stand in Chatwoot', areSent);
	await reach('each of them is ticked', () =>
		talks.every((talk) => isDeepStrictEqual(people.ticks(talk), ticked(talk))),
	);

	tell('All conversations are resolved');
	for (const talk of talks) {
		await people.resolve(talk);
		thread.get(talk)!.push('✅ Resolved');
	}
	await reach('every thread says so', areBridged);

	tell(`In ${REVIVED} threads somebody replies again`);
	for (const talk of talks.slice(0, REVIVED)) {
		thread.get(talk)!.push('One more thing', '🔓 Open again');
		conversation.get(talk)!.push('One more thing');
		await people.reply(talk, 'One more thing');
	}
	await reach('the threads say that they are open again', areBridged);

	tell('A customer and a colleague send files, and each takes back what they wrote before');
	const [guest] = talks;
	await people.sendFile(guest, 'photo.png', 'a photo');
	says(guest, customer(guest), '');
	await reach('the photo is in Twake', () =>
		people.filesInThread(guest).includes('photo.png: a photo'),
	);
	await people.replyWithFile(guest, 'Offer', 'offer.pdf', 'an offer');
	thread.get(guest)!.push('Offer');
	conversation.get(guest)!.push('Offer');
	await reach('the offer is in Chatwoot', () =>
		people.filesInConversation(guest).includes('offer.pdf: an offer'),
	);
	await people.withdraw(guest, 'Hello again');
	await people.withdrawReply(guest, 'One more thing');
	for (const texts of [thread.get(guest)!, conversation.get(guest)!]) {
		for (const gone of ['Hello again', 'One more thing']) {
			const at = texts.findIndex((text) => text.endsWith(gone));
			texts.splice(at, 1);
		}
	}
	await reach('what was deleted is gone on the other side', () => {
		const is = [people.thread(guest), people.conversation(guest)];
		return isDeepStrictEqual(is, [thread.get(guest), conversation.get(guest)]);
	});

	const executions = await atRest(house, { workflow });
	const count = people.count();
	await sleep(1500);
	if (people.count() !== count) problems.push('messages go on coming by themselves');
	for (const talk of talks) {
		compare(`thread of ${talk.name}`, people.thread(talk), thread.get(talk)!);
		compare(talk.name, people.conversation(talk), conversation.get(talk)!);
		const isRevived = talks.indexOf(talk) < REVIVED;
		compare(`${talk.name} is`, [people.status(talk)], [isRevived ? 'open' : 'resolved']);
	}
	compare('threads', [String(people.threads().length)], [String(talks.length)]);
	if (executions.error) problems.push(...(await failures(house, workflow)));
	const texts = people.threads().flat().length;
	const words = Object.entries(executions).map(([status, times]) => `${times} ${status}`);
	tell(
		`${people.threads().length} threads with ${texts} messages; executions: ${words.join(', ')}`,
	);
	for (const problem of problems.slice(0, 20)) console.log('  FAIL ', problem);
	tell(
		problems.length > 0
			? `${problems.length} problems`
			: 'Every message once, in order, on both sides.',
	);
	await house.client.deactivateWorkflow(workflow);
	return problems.length;

	function compare(what: string, is: string[], wanted: string[]): void {
		if (isDeepStrictEqual(is, wanted)) return;
		problems.push(`${what}: ${JSON.stringify(is)} instead of ${JSON.stringify(wanted)}`);
	}
}

/** Imports the example, sets it up as its note says and activates it. */
export async function activated(house: House): Promise<StoredWorkflow> {
	const { client, credentials, twake, n8n } = house;
	const settings = { 'everything else': twake.url + CHANNEL };
	const workflow = await client.createWorkflow(
		filledIn('chatwoot-twake-bridge.json', credentials, settings),
	);
	const { api } = twake.state.applications.get(demoIds.application)!;
	api.hooks_url = webhookOf(house, workflow, 'twake');
	// Soon after starting, n8n 2.40.7 may call a workflow active whose triggers it has removed again.
	for (let attempt = 1; attempt <= 3; attempt++) {
		await client.activateWorkflow(workflow);
		if (await listening(house, workflow, 15_000)) {
			tell(`The bridge is active in ${n8n.url}`);
			return workflow;
		}
		await client.deactivateWorkflow(workflow);
	}
	throw new Problem('n8n did not register the triggers of the bridge.');
}

function webhookOf({ n8n }: House, { nodes }: StoredWorkflow, service: string): string {
	const trigger = nodes.find(({ type }) => type.endsWith(`.${service}Trigger`))!;
	return `${n8n.url}/webhook/${String(trigger.webhookId)}/${service}`;
}

/** n8n answers activations, and requests after its start, before its triggers are ready. */
export async function listening(
	house: House,
	workflow: StoredWorkflow,
	patience?: number,
): Promise<boolean> {
	const isAnswered = async (service: string, status: number, headers = {}) => {
		const url = webhookOf(house, workflow, service);
		const { statusCode, body } = await request(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: PING,
		});
		await body.dump();
		return statusCode === status;
	};
	return await until(async () => {
		const [webhook] = house.chatwoot.state.webhooks.where(() => true);
		if (!webhook || !(await isAnswered('chatwoot', 200, signed(webhook.secret)))) return false;
		return await isAnswered('twake', 401);
	}, patience);
}

/** An event that Chatwoot does not have: it starts nothing. */
const PING = JSON.stringify({ event: 'ping' });

function signed(secret: string): Record<string, string> {
	const time = String(Math.floor(Date.now() / 1000));
	const signature = createHmac('sha256', secret).update(`${time}.${PING}`).digest('hex');
	return { 'x-chatwoot-timestamp': time, 'x-chatwoot-signature': `sha256=${signature}` };
}

const STATUSES = ['success', 'error', 'crashed', 'canceled', 'waiting', 'running', 'new'];

/** Waits until no execution is running; returns their number by n8n's final status, of one workflow or of all. */
export async function atRest(
	{ client }: House,
	{ patience, workflow }: { patience?: number; workflow?: StoredWorkflow } = {},
): Promise<Record<string, number>> {
	let counts: Record<string, number> = {};
	await until(async () => {
		const all = await Promise.all(
			STATUSES.map(
				async (status) =>
					[status, (await client.executions([status], workflow?.id)).count] as const,
			),
		);
		counts = Object.fromEntries(all.filter(([, count]) => count > 0));
		return !counts.running && !counts.new;
	}, patience);
	return counts;
}

/** Why the last executions failed, according to n8n. */
export async function failures({ client }: House, workflow?: StoredWorkflow): Promise<string[]> {
	const { results } = await client.executions(['error', 'crashed'], workflow?.id);
	return await Promise.all(
		results.slice(0, 5).map(async ({ id, status }) => {
			const { error } = (await client.finishedExecution(id)).data.resultData;
			return `execution ${id} (${status}): ${error?.message}`;
		}),
	);
}
