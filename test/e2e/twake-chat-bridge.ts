import { demoWorld } from '../../sandbox/chatwoot';
import { demoWorld as matrixWorld } from '../../sandbox/matrix';
import { demoWorld as twakeWorld } from '../../sandbox/twake';
import type { House } from '../../tools/demo/house';
import { publish } from '../../tools/demo/publish';
import { tell } from '../../tools/demo/report';
import { People } from './bridge-people';
import type { Talk } from './bridge-people';
import { Checks } from './triggers-checks';
import { deletes, ownEvents, puts, uploads } from './twake-chat-room';

const TALKS = 6;

/**
 * Customers and Alice write through the bridge of examples/ between Chatwoot and Twake Chat, also while
 * n8n restarts. Returns how many things were not as they should be.
 */
export async function runTwakeChatBridge(house: House): Promise<number> {
	const { chatwoot, matrix, twake, n8n, client } = house;
	tell('The bridge between Chatwoot and Twake Chat');
	chatwoot.seed(demoWorld);
	matrix.seed(matrixWorld);
	const people = new People(chatwoot, twake, twake.seed(twakeWorld).alice);
	const check = new Checks();
	const workflow = await publish(house, 'chatwoot-twake-chat-bridge.json');
	const asked = ['Hello', 'My parcel is late'];
	const talks: Talk[] = [];
	for (let number = 1; number <= TALKS; number++) {
		const talk = await people.arrive(`Customer ${number}`);
		for (const text of asked) await people.ask(talk, text);
		talks.push(talk);
	}
	const begun = talks.map(({ name, number }) => [
		`Conversation ${number} with ${name}: ${chatwoot.url}/app/accounts/1/conversations/${number}`,
		`${name} (customer): Hello`,
		`${name} (customer): My parcel is late`,
	]);
	const threads = () => talks.map((talk) => threadOf(house, talk));
	await check.that('every conversation is a thread', threads, begun);

	for (const talk of talks) await aliceReplies(house, talk, 'Found it', 'in the thread');
	for (const talk of talks) await aliceReplies(house, talk, 'Tomorrow', 'as a reply');
	const conversations = () => talks.map((talk) => people.conversation(talk));
	await check.that(
		'replies reach the customers in their order',
		conversations,
		talks.map(() => [...asked, 'Found it', 'Tomorrow']),
	);
	const ticks = () => ownEvents(house, 'm.reaction').length;
	await check.that('and are ticked', ticks, 2 * TALKS);

	const [first] = talks;
	await people.sendFile(first, 'photo.png', 'a photo');
	begun[0].push(`${first.name} (customer): 📎`, 'photo.png');
	await check.that('a customer’s file is a file', threads, begun);
	const uri = await uploads(house, 'offer.pdf', 'an offer');
	const file = { msgtype: 'm.file', url: uri, filename: 'offer.pdf' };
	await aliceReplies(house, first, 'Offer', 'in the thread', file);
	const files = () => people.filesInConversation(first);
	await check.that('and so is a colleague’s', files, ['offer.pdf: an offer']);

	const edited = await aliceReplies(house, first, 'At noon', 'in the thread');
	await aliceEdits(house, edited, 'At one');
	await check.that('an edit is too late', () => reactionsOn(house, edited), ['✅', '⚠️']);
	await deletes(house, edited);
	await people.withdraw(first, 'My parcel is late');
	begun[0].splice(2, 1);
	await check.that('what a customer’s agent deletes is gone in the thread', threads, begun);
	const said = [
		['Hello', 'Found it', 'Tomorrow', '', 'Offer'],
		...talks.slice(1).map(() => [...asked, 'Found it', 'Tomorrow']),
	];
	await check.that('and what a colleague deletes, in Chatwoot', conversations, said);

	await n8n.restart({}, async () => {
		for (const talk of talks) await aliceReplies(house, talk, '// Call him', 'in the thread');
	});
	await check.that(
		'what was written while n8n was away becomes notes, each once',
		conversations,
		said.map((texts) => [...texts, '(Call him)']),
	);
	for (const talk of talks) await people.resolve(talk);
	await check.that(
		'every thread says that it is resolved, and nothing twice',
		threads,
		begun.map((texts) => [...texts, '✅ Resolved']),
	);
	await check.that('the server made no mistake', () => matrix.mistakes, []);
	await client.deactivateWorkflow(workflow);
	return check.failed;
}

/** What the bridge has posted in the thread of a conversation. */
function threadOf(house: House, talk: Talk): string[] {
	const root = rootOf(house, talk);
	return ownEvents(house)
		.filter(({ id, content }) => id === root || threadIn(content) === root)
		.filter(({ redactedBy }) => !redactedBy)
		.map(({ content }) => String(content.body));
}

const threadIn = (content: Record<string, unknown>) =>
	(content['m.relates_to'] as { event_id?: string } | undefined)?.event_id;

const rootOf = (house: House, { number }: Talk) =>
	ownEvents(house).find(({ content }) => content['n8n.thread_key'] === `chatwoot 1/${number}`)?.id;

/** By clients with threads and without; the ID of what she wrote. */
async function aliceReplies(
	house: House,
	talk: Talk,
	body: string,
	how: 'in the thread' | 'as a reply',
	more: object = {},
): Promise<string> {
	const event_id = rootOf(house, talk);
	const relation =
		how === 'in the thread'
			? { rel_type: 'm.thread', event_id }
			: { 'm.in_reply_to': { event_id } };
	return await puts(house, { msgtype: 'm.text', body, ...more, 'm.relates_to': relation });
}

async function aliceEdits(house: House, event_id: string, body: string): Promise<void> {
	const text = { msgtype: 'm.text', body };
	const relation = { rel_type: 'm.replace', event_id };
	await puts(house, { ...text, 'm.new_content': text, 'm.relates_to': relation });
}

const reactionsOn = (house: House, message: string) =>
	ownEvents(house, 'm.reaction')
		.map(({ content }) => content['m.relates_to'] as { event_id: string; key: string })
		.filter(({ event_id }) => event_id === message)
		.map(({ key }) => key);
