import { request } from 'undici';
import { demoWorld } from '../../sandbox/chatwoot';
import { openWindow } from '../../sandbox/window';
import type { AtEnd } from './end';
import { automationOf } from './automation';
import type { Offered } from './automation';
import type { House } from './house';
import { importExample, publish } from './publish';
import { tell } from './report';

/** So long a customer is silent before the agent answers, in seconds. */
const SILENCE = 2;

export interface Playground {
	/** The page with all sides. */
	url: string;
	/** Running by themselves, or to be started by a person. */
	offered: Offered[];
}

/** Publishes the examples that move messages between the chats, and opens the page with all sides. */
export async function openPlayground(house: House, atEnd: AtEnd): Promise<Playground> {
	await callOurselves(house, 'Acme Support');
	tell('Publishing the support agent and the bridges');
	const agent = await publish(house, 'support-agent.json', { silence: SILENCE });
	const bridge = await publish(house, 'chatwoot-twake-bridge.json');
	const room = await publish(house, 'chatwoot-twake-chat-bridge.json');
	const approval = await importExample(house, 'approval-buttons-in-twake.json');
	const offered: Offered[] = [
		{ workflow: bridge, about: 'A conversation becomes a thread, replies go to the customer' },
		{ workflow: room, about: 'The same with a room of Twake Chat' },
		{ workflow: agent, about: 'Answers customers until a person takes over' },
		{
			workflow: approval,
			about: 'Asks the team and waits for a click',
			start: 'Click to try it',
		},
	];
	const window = await openWindow(house, automationOf(house, offered));
	atEnd(() => window.close());
	return { url: window.url, offered };
}

/** All that n8n writes in Chatwoot appears under the name of the person whose token it has. */
async function callOurselves({ chatwoot }: House, name: string): Promise<void> {
	const { body } = await request(`${chatwoot.url}/api/v1/profile`, {
		method: 'PUT',
		headers: {
			'content-type': 'application/json',
			'api-access-token': demoWorld.admin?.token ?? '',
		},
		body: JSON.stringify({ profile: { name } }),
	});
	await body.dump();
}
