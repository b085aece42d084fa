import type { House } from '../../tools/demo/house';
import { tell } from '../../tools/demo/report';
import { atRest } from './bridge';
import { until } from './until';
import { Checks } from './triggers-checks';
import { answering } from './twake-chat';
import { aliceWrites, answersIn, listening } from './twake-chat-room';

/** How many messages are written at once. */
const WAVE = 25;

/** A round is some waves, of which the server interrupts one and n8n is down for another. */
const WAVES = 4;

/**
 * Alice writes while the server and n8n restart again and again; a workflow answers each message.
 * Counts the answers on the server. Returns how many things were not as they should be.
 */
export async function runTwakeChatStorm(house: House, messages: number): Promise<number> {
	const { client, matrix, n8n } = house;
	const check = new Checks();
	tell(`Twake Chat: ${messages} messages, while the server and n8n restart`);
	const workflow = await client.createWorkflow({ name: 'Storm', ...answering(house) });
	await listening(house, check, workflow);
	const before = answersIn(house).length;
	const written: string[] = [];
	const write = async () => {
		const texts = Array.from({ length: WAVE }, (_, index) => `Message ${written.length + index}`);
		written.push(...texts);
		await Promise.all(texts.map(async (text) => await aliceWrites(house, text)));
	};
	const areAnswered = async () =>
		await until(() => answersIn(house).length - before >= written.length);
	while (written.length < messages) {
		for (let wave = 1; wave < WAVES; wave++) {
			await write();
			if (wave === 1) matrix.restart();
			await areAnswered();
		}
		// An n8n that ends does not finish what it is running.
		await atRest(house);
		await n8n.restart({}, write);
		await areAnswered();
	}
	const answers = () => answersIn(house).slice(before).toSorted();
	const wanted = written.map((text) => `Heard: ${text}`).toSorted();
	await check.that(`each of ${written.length} messages is answered once`, answers, wanted);
	await client.deactivateWorkflow(workflow);
	await check.that('the server made no mistake', () => matrix.mistakes, []);
	return check.failed;
}
