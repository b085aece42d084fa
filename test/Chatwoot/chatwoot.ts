import type { IDataObject, INodeExecutionData, INodeParameters, OnError } from 'n8n-workflow';
import { ChatwootApi } from '../../credentials/ChatwootApi.credentials';
import { Chatwoot } from '../../nodes/Chatwoot/Chatwoot.node.ts';
import { eventIn } from '../../nodes/Chatwoot/trigger/receiving/event';
import { eventOutput } from '../../nodes/Chatwoot/trigger/receiving/output';
import { demoWorld, startChatwoot } from '../../sandbox/chatwoot';
import type {
	ChatwootOptions,
	ChatwootSandbox,
	LoggedRequest,
	World,
} from '../../sandbox/chatwoot';
import type { NodeResult, NodeRun } from '../engine';
import { useSandbox } from '../sandbox';

const nodeType = new Chatwoot();
const credentialType = new ChatwootApi();

export interface ChatwootRun {
	parameters: INodeParameters;
	items?: Array<IDataObject | INodeExecutionData>;
	onError?: OnError;
	/** Changes to the credential of the demo world's administrator. */
	credential?: IDataObject;
}

/**
 * A Chatwoot for the tests of a file, each of which begins with the demo world. It can be asked for
 * anything once the tests run.
 */
export function useChatwoot(options?: ChatwootOptions): ChatwootSandbox {
	let running: ChatwootSandbox;
	useSandbox(
		async () => await startChatwoot(options),
		demoWorld,
		(started) => {
			running = started;
		},
	);
	return new Proxy({} as ChatwootSandbox, {
		get: (_, key) => Reflect.get(running, key) as unknown,
	});
}

/** A request in the account of the demo world beside the node, by default of its administrator. */
export async function callAccount(
	{ url }: ChatwootSandbox,
	method: string,
	path: string,
	body?: object,
	token = 'ADMIN_TOKEN',
): Promise<{ status: number; body: unknown }> {
	const headers = {
		'api-access-token': token,
		'content-type': 'application/json',
		accept: 'application/json',
	};
	const sent = { method, headers, body: body && JSON.stringify(body) };
	const response = await fetch(`${url}/api/v1/accounts/1/${path}`, sent);
	const text = await response.text();
	return { status: response.status, body: text ? JSON.parse(text) : undefined };
}

/** What somebody does in that account; the server has to accept it. */
export async function doInAccount(
	...request: Parameters<typeof callAccount>
): Promise<IDataObject & { id: number }> {
	const { status, body } = await callAccount(...request);
	expect(status).toBe(200);
	return (body ?? {}) as IDataObject & { id: number };
}

/** A run of the Chatwoot node against a sandbox with the demo world. */
export function chatwootRun(
	chatwoot: ChatwootSandbox,
	{ credential, ...run }: ChatwootRun,
): NodeRun {
	return {
		node: nodeType,
		credential: credentialType,
		credentialData: {
			baseUrl: chatwoot.url,
			accessToken: 'ADMIN_TOKEN',
			...(credential as Record<string, string>),
		},
		...run,
	};
}

export const byId = (value: string | number) => ({ __rl: true, mode: 'id', value: String(value) });
export const byUrl = (value: string) => ({ __rl: true, mode: 'url', value });
export const fromList = (value: number) => ({ __rl: true, mode: 'list', value });

/** Records of the demo world. */
export const demo = {
	account: 1,
	api: 1,
	website: 2,
	carla: 1,
	dan: 2,
	erin: 3,
	conversation: 1,
	team: 1,
	admin: 1,
	agent: 2,
};

/** The demo world with a second account's worth of changes. */
export const worldWith = (changes: Partial<World>): World => ({ ...demoWorld, ...changes });

/** Requests that reached the server, as `POST /path`. */
export const requestsOf = (chatwoot: ChatwootSandbox): string[] =>
	chatwoot.requests.map(({ method, path }) => `${method} ${path}`);

/** The bodies of the POST requests to a path, or of another method, in order of arrival. */
export const bodiesOf = (
	chatwoot: ChatwootSandbox,
	path: string,
	method: 'POST' | 'PATCH' | 'PUT' | 'DELETE' = 'POST',
): IDataObject[] =>
	chatwoot.requests
		.filter((request) => request.method === method && request.path === path)
		.map(({ body }) => body as IDataObject);

/** What people see in a conversation: texts in the order of writing, notes in brackets. */
export const shownIn = (chatwoot: ChatwootSandbox, conversation: number = demo.conversation) => {
	const { state } = chatwoot;
	const row = state.conversations.find(({ display_id }) => display_id === conversation);
	return state.messages
		.where((message) => message.conversation_id === row?.id && message.message_type !== 2)
		.map((message) => (message.private ? `[${message.content}]` : message.content));
};

/** The hints that n8n shows next to the node's output. */
export const hintsOf = ({ execution }: NodeResult): string[] =>
	(execution.data.resultData.runData.Node?.[0].hints ?? []).map(({ message }) => message);

/** Runs `work` and calls `act` with the number of each request just before the server handles it. */
export async function meddling<T>(
	{ requests }: ChatwootSandbox,
	act: (nth: number, request: LoggedRequest) => void,
	work: () => Promise<T>,
): Promise<T> {
	let seen = 0;
	const push = (...logged: LoggedRequest[]) => {
		for (const request of logged) act(++seen, request);
		return Array.prototype.push.apply(requests, logged);
	};
	Object.defineProperty(requests, 'push', { value: push, configurable: true });
	try {
		return await work();
	} finally {
		Reflect.deleteProperty(requests, 'push');
	}
}

/** The mark by which the trigger knows our own node's messages. */
export const mark = { content_attributes: { sent_by: 'n8n-nodes-twake-chatwoot' } };

/** What the trigger outputs after a delivery. */
export const itemOf = ({ url }: ChatwootSandbox, delivery: object): IDataObject =>
	eventOutput(eventIn(Buffer.from(JSON.stringify(delivery)))!, undefined, {
		baseUrl: url,
		publicUrl: url,
	});
