import { demoWorld } from '../../sandbox/chatwoot';
import type { House } from '../../tools/demo/house';
import { tell } from '../../tools/demo/report';
import { ask, customerWrites, newestLinks, outcomeOf, post, statusOf } from './questions-asked';
import { forged } from './questions-forged';
import { lasting } from './questions-lasting';
import { inChatwoot, reviewed } from './questions-review';
import { asksInTwake } from './questions-twake';
import { Checks } from './triggers-checks';

interface Case {
	what: string;
	parameters: Record<string, unknown>;
	/** What a person does; nothing if nobody answers. */
	answer?(house: House): Promise<string>;
	/** What the workflow continues with. */
	data?: Record<string, unknown>;
	/** The files beside it, by their fields. */
	files?: Record<string, string>;
}

const number = { fieldLabel: 'Amount', fieldType: 'number', fieldName: 'amount' };
const soon = { limitWaitTime: { values: { resumeAmount: 0.02, resumeUnit: 'minutes' } } };

const CASES: Case[] = [
	{
		what: 'yes',
		parameters: {},
		answer: async (house) => await answers(house, 0),
		data: { approved: true },
	},
	{
		what: 'no',
		parameters: {},
		answer: async (house) => await answers(house, 1),
		data: { approved: false },
	},
	{
		what: 'a text',
		parameters: { responseType: 'freeText' },
		answer: async (house) => await answers(house, 0, { text: 'Because' }),
		data: { text: 'Because' },
	},
	{
		what: 'a form',
		parameters: { responseType: 'customForm', formFields: { values: [number] } },
		answer: async (house) => await answers(house, 0, { field0: '40.5' }),
		data: { amount: 40.5 },
	},
	{
		what: 'a file',
		parameters: {
			responseType: 'customForm',
			formFields: { values: [{ fieldLabel: 'Receipt', fieldType: 'file' }, number] },
		},
		async answer(house) {
			const form = new FormData();
			form.append('field0', new File(['%PDF'], '../r.pdf', { type: 'application/pdf' }));
			form.append('field1', '40.5');
			const [url] = newestLinks(house);
			const { status } = await fetch(url, { method: 'POST', body: form });
			return status === 200 ? 'once' : String(status);
		},
		data: { Receipt: 'r.pdf', amount: 40.5 },
		files: { Receipt: 'r.pdf' },
	},
	{
		what: 'a message of the customer',
		parameters: { ask: 'customer' },
		answer: async (house) => await customerWrites(house, 'Approve'),
		data: { approved: true, text: 'Approve' },
	},
	{ what: 'nothing in time', parameters: { additionalFields: soon } },
];

/**
 * Asks people through Chatwoot and answers as they do. Returns the number of failed checks.
 */
export async function runQuestions(house: House): Promise<number> {
	const { chatwoot } = house;
	chatwoot.seed(demoWorld);
	const check = new Checks();
	tell('Asking people and waiting for their answers');
	for (const { what, parameters, answer, data, files } of CASES) {
		const id = await ask(house, parameters);
		if (answer) {
			const status = async () => await statusOf(house, id);
			await check.that(`a question that gets ${what} waits`, status, 'waiting');
			const taken = await answer(house);
			await check.that('and takes one answer', () => taken, 'once');
		}
		const wanted = {
			status: 'success',
			times: 1,
			...(files && { files }),
			...(data ? { data, timedOut: false } : { data: {}, timedOut: true }),
		};
		await check.that('and goes on with it', async () => await outcomeOf(house, id), wanted);
	}
	// n8n 1.123 makes no tools for human review out of nodes (n8n.md §11).
	const isReviewing = !house.version.startsWith('1.');
	const team = inChatwoot(house, async (link) => await answers(house, link));
	if (isReviewing) await reviewed(house, check, team);
	await forged(house, check);
	await asksInTwake(house, check);
	// Behind the proxy of queue mode n8n is never away as a whole.
	if (!house.queue) await lasting(house, check);
	return check.failed;
}

/** Opens a link of the newest note, and confirms it several times at once; a forged one beside it. */
async function answers(
	house: House,
	link: number,
	form: Record<string, string> = {},
): Promise<string> {
	const url = newestLinks(house)[link];
	const page = await fetch(url);
	const forgery = await post(url.replace(/signature=\w+/, `signature=${'0'.repeat(64)}`), form);
	const statuses = await Promise.all([post(url, form), post(url, form), post(url, form)]);
	const taken = statuses.filter((status) => status === 200).length;
	// Two processes do not know of each other; n8n goes on once all the same (design.md §9).
	const isTaken = house.queue ? taken >= 1 : taken === 1;
	return page.status === 200 && forgery === 401 && isTaken
		? 'once'
		: `page ${page.status}, forged ${forgery}, answers ${statuses.join()}`;
}
