import type { Asked, Rule, Tool } from './script';

/** Names of tools, as whoever builds a workflow may write them. */
const HAND_OVER = /hand.?over/i;
const LOOK_UP = /look.?up/i;

const toolIn = ({ tools }: Asked, kind: RegExp): Tool | undefined =>
	tools.find(({ name }) => kind.test(name));

const has = (kind: RegExp, words: RegExp) => (asked: Asked) =>
	toolIn(asked, kind) !== undefined && words.test(asked.last.text);

/** Whatever the tool wants to know is the reason. */
const handsOver = (reason: string, words: RegExp): Rule => ({
	to: has(HAND_OVER, words),
	thinks: 500,
	calls(asked) {
		const { name, takes } = toolIn(asked, HAND_OVER)!;
		const told = `${reason}: ${asked.last.text}`;
		return { name, arguments: Object.fromEntries(takes.map((parameter) => [parameter, told])) };
	},
});

const says = (to: RegExp, text: string): Rule => ({ to, thinks: 1000, says: text });

/** What the customer's card says about them, in the words of a person. */
function introduced({ last }: Asked): string {
	const [, name] = /"name":\s*"([^"]+)"/.exec(last.text) ?? [];
	const [, plan] = /"plan":\s*"([^"]+)"/.exec(last.text) ?? [];
	if (!name) return 'Done.';
	return `You are ${name}${plan ? `, and your plan is ${plan}` : ''}.`;
}

/** The default script: a shop's help desk, enough to see an agent at work. */
export const demoScript: Rule[] = [
	{ from: 'tool', says: introduced },
	handsOver('Wants a person', /\b(person|human|colleague|agent|somebody|someone)\b/i),
	handsOver('Is not happy', /\b(angry|terrible|awful|broken|complain\w*|refund)\b/i),
	{
		to: has(LOOK_UP, /\b(who am i|my (plan|account|name))\b/i),
		thinks: 500,
		calls: (asked) => ({ name: toolIn(asked, LOOK_UP)!.name, arguments: {} }),
	},
	says(/\b(return\w*|send (it|them) back)\b/i, 'Returns are free within 30 days.'),
	says(/\b(deliver\w*|arriv\w*|ship\w*|parcel|when will)\b/i, 'Delivery takes three days.'),
	says(/\b(open|opening|hours?)\b/i, 'The shop is open from 9 to 18 on weekdays.'),
	says(/\b(thanks?|thank you)\b/i, 'You are welcome!'),
	{
		to: /^\W*(hi|hello|hey|good (morning|evening|day))\b/i,
		thinks: 1000,
		says: 'Hello! Ask me about delivery, returns or opening hours.',
	},
	handsOver('I do not know the answer', /./),
	{ thinks: 1000, says: ({ last }) => `You wrote: ${last.text}` },
];
