import type { House } from '../../tools/demo/house';
import { tell } from '../../tools/demo/report';
import { Checks } from './triggers-checks';
import { asksInTwakeChat } from './twake-chat-questions';
import { repeatsInTwakeChat } from './twake-chat-repeats';
import { aliceWrites, answersIn, listening, OURS, placed } from './twake-chat-room';

const texts = Array.from({ length: 20 }, (_, index) => `Question ${index}`);

/**
 * Alice writes in a room, and a workflow with the Twake Chat Trigger answers each message. Returns how
 * many things were not as they should be.
 */
export async function runTwakeChat(house: House): Promise<number> {
	const { client, matrix } = house;
	const check = new Checks();
	tell('Answering in Twake Chat');
	const workflow = await client.createWorkflow({ name: 'Twake Chat', ...answering(house) });
	await listening(house, check, workflow);
	await Promise.all(texts.map(async (text) => await aliceWrites(house, text)));
	const answers = () => answersIn(house).toSorted();
	const wanted = texts.map((text) => `Heard: ${text}`).toSorted();
	await check.that('every message is answered once', answers, wanted);

	await client.deactivateWorkflow(workflow);
	await aliceWrites(house, 'Nobody is here');
	await client.activateWorkflow(workflow);
	await aliceWrites(house, 'Back again');
	await check.that(
		'after a pause, what came meanwhile and what comes now',
		// Each message is an execution of its own.
		() => answersIn(house).slice(texts.length).toSorted(),
		['Heard: Back again', 'Heard: Nobody is here'],
	);
	await client.deactivateWorkflow(workflow);
	await asksInTwakeChat(house, check);
	await repeatsInTwakeChat(house, check);
	const { mistakes } = matrix;
	await check.that('the server made no mistake', () => mistakes, []);
	return check.failed;
}

/** A workflow that answers every message of the rooms. */
export function answering(house: House) {
	const byExpression = (value: string) => ({ __rl: true, mode: 'id', value });
	return {
		nodes: [
			{ name: 'Trigger', type: `${OURS}.twakeChatTrigger`, parameters: {} },
			{
				name: 'Answer',
				type: `${OURS}.twakeChat`,
				parameters: {
					resource: 'message',
					operation: 'reply',
					room: byExpression('={{ $json.room_id }}'),
					message: '={{ $json.id }}',
					text: '=Heard: {{ $json.text }}',
				},
			},
		].map((node, index) => placed(house, 'twakeChatApi', node, index)),
		connections: { Trigger: { main: [[{ node: 'Answer', type: 'main', index: 0 }]] } },
	};
}
