import { demoWorld } from '../../sandbox/chatwoot';
import { demoIds } from '../../sandbox/twake';
import type { Shown } from './chats';

/** What the demo enters in the "Settings" node, except for the address of the channel. */
const settings = {
	customer: 'Grace Hopper',
	email: 'grace@navy.example',
	question: 'My order 4711 has not arrived. Where is it?',
	chatwootInbox: String(demoWorld.inboxes?.bridge.id),
};

/** The same with the address of the channel, as a browser on this Twake shows it. */
export function settingsOn(twake: string): Record<string, string> {
	const { company, workspace, channel } = demoIds;
	return { ...settings, twakeChannel: `${twake}/client/${company}/w/${workspace}/c/${channel}` };
}

/** What Chatwoot shows afterwards, besides what was there. */
export const expectedInChatwoot: Shown = [
	{
		title: 'Conversation 2 with Grace Hopper',
		messages: [`Grace Hopper: ${settings.question}`],
	},
];

/** What Twake shows afterwards; `conversation` is the address of the new conversation. */
export function expectedInTwake(conversation: string): Shown {
	return [
		{
			title: 'Thread in the channel Support',
			messages: [
				`n8n: **${settings.customer}** asks: ${settings.question}`,
				`n8n: Answer it here: ${conversation}`,
			],
		},
	];
}
