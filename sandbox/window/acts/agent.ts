import { demoWorld } from '../../chatwoot';
import type { ChatwootSandbox } from '../../chatwoot';
import { call, json } from './call';

interface InConversation {
	number: number;
}

/** What the agent does in Chatwoot's inbox, by the API of its dashboard. */
export const agent = {
	async write(
		chatwoot: ChatwootSandbox,
		{ number, text, isNote }: InConversation & { text: string; isNote: boolean },
	): Promise<void> {
		await post(chatwoot, number, 'messages', { content: text, private: isNote });
	},

	async setStatus(
		chatwoot: ChatwootSandbox,
		{ number, status }: InConversation & { status: string },
	): Promise<void> {
		await post(chatwoot, number, 'toggle_status', { status });
	},

	async assign(
		chatwoot: ChatwootSandbox,
		{ number, assignee }: InConversation & { assignee: number },
	): Promise<void> {
		await post(chatwoot, number, 'assignments', { assignee_id: assignee });
	},

	async label(
		chatwoot: ChatwootSandbox,
		{ number, labels }: InConversation & { labels: string[] },
	): Promise<void> {
		await post(chatwoot, number, 'labels', { labels });
	},
};

async function post({ url }: ChatwootSandbox, number: number, path: string, body: object) {
	const { account, agent: person } = demoWorld;
	const place = `/api/v1/accounts/${account?.id}/conversations/${Number(number)}/${path}`;
	await call(url + place, json('POST', body, { 'api-access-token': person?.token ?? '' }));
}
