import { openQuestions } from '../../../nodes/Chatwoot/api/question-webhooks';
import type { WebhooksApi } from '../../../nodes/Chatwoot/api/webhooks';

const n8n = 'https://n8n.example/webhook-waiting';
const later = Math.ceil(Date.now() / 1000 + 3600).toString(36);

describe('the questions that are open', () => {
	it('are asked a few at a time, and those that are over are removed', async () => {
		const webhooks = Array.from({ length: 50 }, (_, id) => ({
			...{ id, account_id: 1, url: `${n8n}/${id}/x?reply=${id}.${later}` },
		}));
		const removed: number[] = [];
		const api = {
			list: async () => await Promise.resolve(webhooks),
			attemptDelete: async (id: number) => await Promise.resolve(removed.push(id)),
		} as unknown as WebhooksApi;
		let [running, most] = [0, 0];
		const isOver = (url: string) => Number(url.match(/\d+(?=\/x)/)) % 2 === 0;
		const open = await openQuestions(api, `${n8n}/own/x`, async (url) => {
			most = Math.max(most, ++running);
			await new Promise(setImmediate);
			running--;
			return isOver(url) ? 'over' : 'waits';
		});

		expect(most).toBeLessThanOrEqual(4);
		expect(open.map(({ id }) => id)).toEqual(webhooks.flatMap(({ id }) => (id % 2 ? [id] : [])));
		expect(removed).toEqual(webhooks.flatMap(({ id }) => (id % 2 ? [] : [id])));
	});
});
