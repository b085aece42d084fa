import type { Rule } from '../../sandbox/model';
import { shows } from './agents-workflow';
import type { Scene } from './agents-workflow';

const WAIT = 'I have asked a colleague: the answer comes here.';

const rules: Rule[] = [
	{ from: 'tool', says: WAIT },
	{ to: /deliver/, says: 'It takes three days.' },
	{ to: /oak/, calls: { name: 'Ask_an_Expert', arguments: { question: 'Is it made of oak?' } } },
];

async function play(scene: Scene): Promise<void> {
	const { people, check, house } = scene;
	const ann = await people.arrive('Ann');
	await people.ask(ann, 'How fast do you deliver?');
	const first = ['How fast do you deliver?', 'It takes three days.'];
	await shows(scene, 'the model answers what it knows', ann, first);

	await people.ask(ann, 'Is it oak?');
	const asked = [...first, 'Is it oak?', WAIT];
	await shows(scene, 'the customer is told to wait', ann, asked);
	const url = `${house.chatwoot.url}/app/accounts/1/conversations/${ann.number}`;
	const question = `**Ann** asks: Is it made of oak?\n\n[Conversation ${ann.number}](${url})`;
	await check.that('the team finds the question', () => people.threads(), [[question]]);

	const [thread] = house.twake.state.messages.keys();
	await people.replyIn(thread, 'Yes, from Lower Saxony');
	const answered = [...asked, 'Yes, from Lower Saxony'];
	await shows(scene, 'the reply goes to the customer', ann, answered);
	await check.that('and is ticked', () => people.ticksIn(thread), ['✅']);
}

export const askAnExpert = { rules, play };
