import type { IDataObject, INodeExecutionData, INodeParameters, OnError } from 'n8n-workflow';
import { TwakeApi } from '../../credentials/TwakeApi.credentials';
import { Twake } from '../../nodes/Twake/Twake.node.ts';
import { demoIds } from '../../sandbox/twake';
import type { TwakeSandbox } from '../../sandbox/twake';
import type { NodeRun } from '../engine';

const nodeType = new Twake();
const credentialType = new TwakeApi();

export interface TwakeRun {
	parameters: INodeParameters;
	items?: Array<IDataObject | INodeExecutionData>;
	onError?: OnError;
	/** Changes to the credential of the demo world's application. */
	credential?: IDataObject;
}

/** A run of the Twake node against a sandbox with the demo world. */
export function twakeRun(twake: TwakeSandbox, { credential, ...run }: TwakeRun): NodeRun {
	return {
		node: nodeType,
		credential: credentialType,
		credentialData: {
			baseUrl: twake.url,
			applicationId: demoIds.application,
			privateKey: demoIds.privateKey,
			...(credential as Record<string, string>),
		},
		...run,
	};
}

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
/** The address of a place as a browser on this server shows it. */
export const addressOn = (twake: TwakeSandbox, path: string) =>
	byUrl(`${twake.url}/client/${path}`);
export const byUrl = (value: string) => ({ __rl: true, mode: 'url', value });

/** Parameters that create a thread in the demo world's public channel. */
export const createInSupport: INodeParameters = {
	resource: 'thread',
	operation: 'create',
	company: byId(demoIds.company),
	workspace: byId(demoIds.workspace),
	channel: byId(demoIds.channel),
	text: 'Hello',
};

/** What people see in a channel: the text of each thread's messages, in the order of posting. */
export function shownIn(twake: TwakeSandbox, channel: string = demoIds.channel): string[][] {
	return [...twake.state.messages.values()]
		.map((thread) => [...thread.values()])
		.filter(([first]) => first?.cache?.channel_id === channel)
		.map((thread) => thread.map(({ text }) => String(text)));
}

/** Requests that reached the server, as `POST /path`. */
export function requestsOf(twake: TwakeSandbox): string[] {
	return twake.requests.map(({ method, path }) => `${method} ${path}`);
}

/** A thread that Alice began in the web client. Returns its id. */
export async function plantThread(
	twake: TwakeSandbox,
	text: string,
	thread = '7f8d2a00-7c11-11ef-8a2b-0242ac120002',
): Promise<string> {
	const message = { id: thread, user_id: demoIds.alice, application_id: null, text };
	const response = await fetch(`${twake.url}/__sandbox/plant`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify([{ thread, channel: demoIds.channel, messages: [message] }]),
	});
	if (!response.ok) throw new Error(await response.text());
	twake.requests.length = 0;
	return thread;
}
