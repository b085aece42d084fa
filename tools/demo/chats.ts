import { request } from 'undici';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { demoWorld } from '../../sandbox/chatwoot';
import { demoIds } from '../../sandbox/twake';
import type { TwakeSandbox } from '../../sandbox/twake';

/** What people see in a chat: who wrote what, oldest first, one list per conversation or thread. */
export type Shown = Array<{ title: string; messages: string[] }>;

/** The conversations of an account, read the way an agent's browser does. */
export async function shownInChatwoot({ url }: ChatwootSandbox): Promise<Shown> {
	const base = `${url}/api/v1/accounts/${demoWorld.account?.id}`;
	const headers = { 'api-access-token': demoWorld.admin?.token ?? '', accept: 'application/json' };
	const get = async <T>(path: string) => await json<T>(`${base}${path}`, { headers });
	const list = await get<{ data: { payload: Array<{ id: number; meta: { sender: Named } }> } }>(
		'/conversations?status=all&sort_by=created_at_asc',
	);
	const shown: Shown = [];
	for (const { id, meta } of list.data.payload) {
		const { payload } = await get<{ payload: Array<{ content: string; sender?: Named }> }>(
			`/conversations/${id}/messages`,
		);
		const messages = payload
			.filter(({ sender }) => sender)
			.map(({ content, sender }) => `${sender?.name}: ${content}`);
		shown.push({ title: `Conversation ${id} with ${meta.sender.name}`, messages });
	}
	return shown;
}

/** The threads of the demo world's public channel, read with the application's login. */
export async function shownInTwake({ url }: TwakeSandbox): Promise<Shown> {
	const login = await json<{ resource: { access_token: { value: string } } }>(
		`${url}/api/console/v1/login`,
		{
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ id: demoIds.application, secret: demoIds.privateKey }),
		},
	);
	const headers = { authorization: `Bearer ${login.resource.access_token.value}` };
	const base = `${url}/api/messages/v1/companies/${demoIds.company}`;
	const place = `/workspaces/${demoIds.workspace}/channels/${demoIds.channel}`;
	const { resources } = await json<{ resources: Array<{ id: string }> }>(
		`${base}${place}/feed?direction=history`,
		{ headers },
	);
	const shown: Shown = [];
	for (const { id } of resources) {
		const thread = await json<{ resources: Array<{ text: string }> }>(
			`${base}/threads/${id}/messages`,
			{ headers },
		);
		const messages = thread.resources.map(({ text }) => `n8n: ${text}`);
		shown.push({ title: 'Thread in the channel Support', messages });
	}
	return shown;
}

interface Named {
	name: string;
}

async function json<T>(url: string, options: Parameters<typeof request>[1]): Promise<T> {
	const { statusCode, body } = await request(url, options);
	const text = await body.text();
	if (statusCode >= 400) throw new Error(`${url} answered ${statusCode}: ${text.slice(0, 200)}`);
	return JSON.parse(text) as T;
}
