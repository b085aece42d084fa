import type { Asked, Rule } from './script';

const HAND_OVER = 'Hand_Over';

const wantsPerson = ({ last, tools }: Asked) =>
	tools.includes(HAND_OVER) && /\b(person|human|colleague)\b/i.test(last.text);

/** The default script: enough to see an agent at work. */
export const demoScript: Rule[] = [
	{ from: 'tool', says: 'Done.' },
	{
		to: wantsPerson,
		calls: ({ last }) => ({ name: HAND_OVER, arguments: { note: `Wrote: ${last.text}` } }),
	},
	{ thinks: 1000, says: ({ last }) => `You wrote: ${last.text}` },
];
