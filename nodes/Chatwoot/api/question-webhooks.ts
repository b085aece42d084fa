import type { Knock } from '../../shared/asking/knock';
import { inGroups } from '../../shared/groups';
import { clock } from '../../shared/retry';
import type { Webhook, WebhooksApi } from './webhooks';

/**
 * The webhooks of questions that wait for a reply. What n8n never takes away itself, because nothing
 * of a node runs when an execution times out or is cancelled, the next question or the next
 * registration of a trigger does.
 */
interface QuestionWebhook {
	id: number;
	url: string;
	conversation: number;
	until: Date;
}

const PARAMETER = 'reply';

/**
 * The parameter of the address that marks such a webhook; servers before 4.8 store no names, and
 * before 4.10 only 255 characters of an address (chatwoot.md §10 CRUD).
 */
export const markOf = (conversation: number, until: Date): Record<string, string> => ({
	[PARAMETER]: `${conversation}.${Math.ceil(until.getTime() / 1000).toString(36)}`,
});

const nameOf = (conversation: number, until: Date): string =>
	`n8n question in conversation ${conversation} until ${until.toISOString()}`;

/**
 * Creates the webhook of a question; returns its ID, or when the conversation has one already, the
 * end of that one's time: a reply must not answer two questions.
 */
export async function createQuestionWebhook(
	api: WebhooksApi,
	{ url, conversation, until }: Omit<QuestionWebhook, 'id'>,
	knock: Knock,
): Promise<{ id: number } | { taken: Date }> {
	const open = await openQuestions(api, url, knock);
	const earlier = open.find((each) => each.conversation === conversation);
	if (earlier) return { taken: earlier.until };
	const { id } = await api.create({
		url,
		name: nameOf(conversation, until),
		subscriptions: ['message_created', 'message_updated'],
	});
	// Another execution may have asked at the same moment: the lower ID wins.
	const rival = questionsIn(await api.list()).find(
		(each) => each.conversation === conversation && each.id < id,
	);
	if (!rival) return { id };
	await api.attemptDelete(id);
	return { taken: rival.until };
}

/**
 * Removes the webhooks of questions of this n8n that are over, and returns the others, which look for
 * their answers by the way: Chatwoot does not repeat what it sent while n8n was down. `own` is any
 * address of this n8n.
 */
export async function openQuestions(
	api: WebhooksApi,
	own: string,
	knock: Knock,
): Promise<QuestionWebhook[]> {
	const all = questionsIn(await api.list());
	const looks = inGroups(all, async ({ until, url }) => {
		if (until.getTime() < clock.now()) return true;
		if (new URL(url).origin !== new URL(own).origin) return false;
		return isOfOneExecution(url, own) || (await knock(url)) === 'over';
	});
	const areOver: boolean[] = [];
	for await (const { results } of looks) areOver.push(...results);
	for (const [index, { id }] of all.entries()) if (areOver[index]) await api.attemptDelete(id);
	return all.filter((_, index) => !areOver[index]);
}

function questionsIn(webhooks: Webhook[]): QuestionWebhook[] {
	return webhooks.flatMap(({ id, url }) => {
		if (!URL.canParse(url)) return [];
		const mark = new URL(url).searchParams.get(PARAMETER) ?? '';
		const found = /^(\d+)\.([0-9a-z]{1,9})$/.exec(mark);
		if (!found) return [];
		const [, conversation, seconds] = found;
		const until = new Date(parseInt(seconds, 36) * 1000);
		return [{ id, url, conversation: Number(conversation), until }];
	});
}

/** Whether two addresses belong to one execution, which waits for one answer at a time. */
function isOfOneExecution(one: string, other: string): boolean {
	const executionIn = (url: string) => new URL(url).href.replace(/\/[^/]*$/, '');
	return executionIn(one) === executionIn(other);
}
