import { setInterval } from 'node:timers';
import type { House } from '../../tools/demo/house';
import { startSlowProxy } from '../Chatwoot/slow-proxy';
import type { Dice } from './storm-dice';
import type { Customer, Span } from './storm-people';
import type { Story } from './storm-verdict';

const DISTURBED = 0.15;
const ANSWER = 'Answer to ';
const MESSAGES = /\/conversations\/(\d+)(\/messages|$|\?)/;

/** A model that takes its time, and a network between n8n and Chatwoot that delays and loses answers. */
export async function startWeather({ model, chatwoot }: House, dice: Dice) {
	const thought = new Map<string, number>();
	const answeredAt = new Map<string, number>();
	const looks = new Map<number, number>();
	const writes: Array<Span & { number: number }> = [];
	const counts = { requests: 0, late: 0, lost: 0 };
	let watch: NodeJS.Timeout | undefined;
	model.asked.length = 0;
	model.rules = [
		{
			thinks({ last }) {
				const time = dice.between(1000, 8000);
				thought.set(lastLine(last.text), time);
				return time;
			},
			says: ({ last }) => ANSWER + lastLine(last.text),
		},
	];
	const proxy = await startSlowProxy(chatwoot.url);
	const is = (share: number) => watch !== undefined && dice.happens(share);
	proxy.before = ({ method, path }) => {
		if (watch) counts.requests++;
		const number = Number(MESSAGES.exec(path)?.[1]);
		const now = Date.now();
		if (method === 'GET') looks.set(number, now);
		else writes.push({ number, from: looks.get(number) ?? now, to: now });
	};
	proxy.late = () => (is(DISTURBED / 2) ? (counts.late++, dice.between(200, 1500)) : 0);
	proxy.cut = () => is(DISTURBED / 2) && Boolean(++counts.lost);

	/** Notes when each answer stands on the server. */
	const look = (stories: Story[]) => {
		for (const { lines } of stories) {
			for (const { by, text } of lines) {
				if (by === 'bot' && !answeredAt.has(text)) answeredAt.set(text, Date.now());
			}
		}
	};

	return {
		url: proxy.url,
		begin: (stories: () => Story[]) => (watch = setInterval(() => look(stories()), 50)),
		end: async () => {
			clearInterval(watch);
			proxy.close();
			await Promise.resolve();
		},
		/** Whether a colleague acted during a write, so after its look. */
		hidden: ({ acts, talk }: Customer) =>
			writes.some(
				({ number, from, to }) =>
					number === talk.number && acts.some((act) => act.from <= to && act.to >= from),
			),
		figures(all: Customer[], answered: number): string {
			const waits = all.flatMap(({ sentAt }) =>
				[...sentAt].flatMap(([text, sent]) => {
					const at = answeredAt.get(ANSWER + text);
					return at === undefined ? [] : [(at - sent - (thought.get(text) ?? 0)) / 1000];
				}),
			);
			waits.sort((one, other) => one - other);
			const [middle, last] = [waits[Math.floor(waits.length / 2)], waits.at(-1)];
			const perBurst = (counts.requests / Math.max(answered, 1)).toFixed(1);
			return [
				`${counts.requests} requests (${perBurst} per answered burst)`,
				`${counts.late} answers late and ${counts.lost} lost`,
				`from the last message to the answer, without the model: ${middle?.toFixed(1)} s in the middle, ${last?.toFixed(1)} s at most`,
			].join(', ');
		},
	};
}

export function lastLine(text: string): string {
	return text.slice(text.lastIndexOf('\n') + 1);
}
