import type { Asked, Rule } from '../../sandbox/model';
import { running, shows } from './agents-workflow';
import type { Scene } from './agents-workflow';

const ANSWER = 'Delivery takes three days.';
const WAIT = 'A colleague will be with you in a moment.';
const NOTE = 'Wants to talk to a person.';

const heard = ({ said }: Asked) =>
	said
		.filter(({ role }) => role !== 'system')
		.map(({ role, text }) => `${role}: ${text}`)
		.join(' | ');

/** The names of the fields in what a tool has answered to the model. */
function fieldsIn(answer: string): string[] {
	const [record] = [JSON.parse(answer) as unknown].flat();
	return Object.keys(record as object);
}

const rules: Rule[] = [
	{ from: 'tool', to: /premium/, says: 'You have the plan premium.' },
	{ from: 'tool', says: 'I have handed you over.' },
	{ to: /person/, calls: { name: 'Hand_Over', arguments: { note: NOTE } } },
	{ to: /plan/, calls: { name: 'Look_Up_Customer', arguments: {} } },
	{ to: /slowly/, thinks: 4000, says: 'Here I am.' },
	{ to: /before/, says: heard },
	{ to: /deliver/, says: ANSWER },
];

async function play(scene: Scene): Promise<void> {
	const { house, people, check } = scene;
	const { model, chatwoot } = house;
	const writes = async (talk: { path: string; name: string; number: number }, texts: string[]) => {
		for (const text of texts) await people.ask(talk, text);
	};

	const ann = await people.arrive('Ann');
	const burst = ['Hello', 'When do you deliver', 'my chair?'];
	await writes(ann, burst);
	await shows(scene, 'three messages get one answer', ann, [...burst, ANSWER]);
	const questions = () => model.asked.map(({ last }) => last.text);
	await check.that('the model was asked once, for all of them', questions, [burst.join('\n')]);

	const past = [...burst, ANSWER, 'And it is green', 'What was said before?'];
	await people.answer(ann, 'And it is green');
	await writes(ann, ['What was said before?']);
	const known = [
		...burst.map((text) => `user: ${text}`),
		`assistant: ${ANSWER}`,
		'assistant: [colleague Arthur Agent, answer to the customer] And it is green',
		'user: What was said before?',
	].join(' | ');
	await shows(scene, 'its memory is the conversation, with colleagues', ann, [...past, known]);

	const bob = await people.arrive('Bob');
	const { contact_id: id } = chatwoot.state.conversations.find(
		({ display_id }) => display_id === bob.number,
	)!;
	chatwoot.state.contacts.get(id)!.custom_attributes = { plan: 'premium' };
	await writes(bob, ['Which plan have I got?']);
	const answered = ['Which plan have I got?', 'You have the plan premium.'];
	await shows(scene, 'it looks the customer up by a tool', bob, answered);
	const lookedUp = () =>
		model.asked.map(({ last }) => last.text).find((text) => /premium/.test(text));
	const fields = [
		'name',
		'email',
		'phone_number',
		'custom_attributes',
		'additional_attributes.city',
	];
	const given = () => fieldsIn(lookedUp() ?? '[]');
	await check.that('the model is given the selected fields alone', given, fields);

	const before = model.asked.length;
	await writes(bob, ['Think slowly']);
	await check.that('the model thinks', () => model.asked.length, before + 1);
	await people.answer(bob, 'I was faster');
	const faster = [...answered, 'Think slowly', 'I was faster'];
	await writes(ann, ['When do you deliver?']);
	const settled = [...past, known, 'When do you deliver?', ANSWER];
	await shows(scene, 'others are answered meanwhile', ann, settled);
	await check.that('all runs are over', async () => await running(house), 0);
	await shows(scene, 'it does not write over a colleague', bob, faster);

	await writes(ann, ['I want a person']);
	const handed = [...settled, 'I want a person', `(${NOTE})`, WAIT];
	await shows(scene, 'it hands over, and says no more', ann, handed);
	await check.that('then people have the conversation', () => people.status(ann), 'open');
	await check.that('all runs are over', async () => await running(house), 0);
	const asked = model.asked.length;
	await writes(ann, ['When do you deliver?']);
	await writes(bob, ['When do you deliver?']);
	await shows(scene, 'others are still answered', bob, [...faster, 'When do you deliver?', ANSWER]);
	await check.that('all runs are over', async () => await running(house), 0);
	await check.that('nobody asks the model after that', () => model.asked.length, asked + 1);
	await shows(scene, 'it is silent after a hand-over', ann, [...handed, 'When do you deliver?']);

	await people.pend(ann);
	await writes(ann, ['Do you deliver now?']);
	const back = [...handed, 'When do you deliver?', 'Do you deliver now?', ANSWER];
	await shows(scene, 'it answers again once it is handed back', ann, back);
}

export const supportAgent = { rules, play };
