import { request } from 'undici';
import { demoWorld } from '../../sandbox/chatwoot';
import type { House } from '../../tools/demo/house';
import { demoIds } from '../../sandbox/twake';

const ACCOUNT = `/api/v1/accounts/${demoWorld.account?.id}`;
const CONVERSATION = `${ACCOUNT}/conversations/${demoWorld.conversation?.id}`;
const THREADS = `/internal/services/messages/v1/companies/${demoIds.company}/threads`;

/** What people do in both chats, the way their browsers do it. */
export class People {
	constructor(private readonly house: House) {}

	async customerWrites(content: string): Promise<void> {
		await this.desk('POST', `${CONVERSATION}/messages`, { content, message_type: 'incoming' });
	}

	async agentAnswers(content: string): Promise<void> {
		await this.desk('POST', `${CONVERSATION}/messages`, { content }, demoWorld.agent?.token);
	}

	async agentResolves(): Promise<void> {
		await this.desk('POST', `${CONVERSATION}/toggle_status`, { status: 'resolved' });
	}

	/** In the private channel: a channel with one member, where Twake tells of each thread twice. */
	async colleagueWrites(text: string): Promise<void> {
		const place = { company_id: demoIds.company, workspace_id: demoIds.workspace };
		const participants = [{ type: 'channel', id: demoIds.privateChannel, ...place }];
		const { url, tokens } = this.house.twake;
		const body = { resource: { participants }, options: { message: { text } } };
		await send('POST', url + THREADS, { authorization: `Bearer ${tokens.alice}` }, body);
	}

	async administratorDeletesWebhook(id: number): Promise<void> {
		await this.desk('DELETE', `${ACCOUNT}/webhooks/${id}`);
	}

	async administratorResetsSecret(inbox: number): Promise<void> {
		await this.desk('POST', `${ACCOUNT}/inboxes/${inbox}/reset_secret`, {});
	}

	async administratorSetsCallback(inbox: number, webhook_url: string): Promise<void> {
		await this.desk('PATCH', `${ACCOUNT}/inboxes/${inbox}`, { channel: { webhook_url } });
	}

	private async desk(
		method: 'POST' | 'PATCH' | 'DELETE',
		path: string,
		body?: object,
		token = demoWorld.admin?.token,
	): Promise<void> {
		await send(method, this.house.chatwoot.url + path, { 'api-access-token': String(token) }, body);
	}
}

async function send(
	method: 'POST' | 'PATCH' | 'DELETE',
	url: string,
	headers: Record<string, string>,
	json?: object,
): Promise<void> {
	const { statusCode, body } = await request(url, {
		method,
		headers: { ...headers, accept: 'application/json', 'content-type': 'application/json' },
		body: json && JSON.stringify(json),
	});
	const text = await body.text();
	if (statusCode >= 300) throw new Error(`${method} ${url} answered ${statusCode}: ${text}`);
}
