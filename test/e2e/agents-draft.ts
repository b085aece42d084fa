import type { Rule } from '../../sandbox/model';
import { shows } from './agents-workflow';
import type { Scene } from './agents-workflow';

const rules: Rule[] = [
	{ to: /green/, says: 'Yes, in green, too.' },
	{ to: /chair/, says: 'It comes on Monday.\n\nIs that all right?' },
];
const note = (text: string) => `(💡 Suggested answer\n\n${text})`;

async function play(scene: Scene): Promise<void> {
	const { people } = scene;
	const ann = await people.arrive('Ann');
	await people.ask(ann, 'Where is my chair?');
	const first = ['Where is my chair?', note('It comes on Monday.\n\nIs that all right?')];
	await shows(scene, 'the model suggests an answer to the team', ann, first);

	await people.ask(ann, 'Is it green?');
	const second = [...first, 'Is it green?', note('Yes, in green, too.')];
	await shows(scene, 'and another one', ann, second);
	await people.answer(ann, 'I think so', true);
	await people.answer(ann, '👍', true);
	const sent = [...second, '(I think so)', '(👍)', 'Yes, in green, too.'];
	await shows(scene, 'a thumb sends the newest one to the customer', ann, sent);

	await people.answer(ann, '👍', true);
	const bob = await people.arrive('Bob');
	await people.ask(bob, 'Where is my chair?');
	await shows(scene, 'others get theirs', bob, first);
	await people.answer(bob, '👍', true);
	const whole = [...first, '(👍)', 'It comes on Monday.\n\nIs that all right?'];
	await shows(scene, 'with all its paragraphs', bob, whole);
	await shows(scene, 'a second thumb sends nothing twice', ann, [...sent, '(👍)']);
}

export const draftForColleagues = { rules, play };
