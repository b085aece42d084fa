import { demoWorld } from '../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { demoIds } from '../../sandbox/twake';
import type { TwakeSandbox } from '../../sandbox/twake';

export interface Chats {
	chatwoot: ChatwootSandbox;
	twake: TwakeSandbox;
}

export interface Case {
	/** What a person enters in the "Settings" node. */
	settings: Record<string, string>;
	/** What happened in the chats before. */
	prepare?(chats: Chats): Promise<unknown> | void;
	/** The new lines that the chats show afterwards, in order. */
	adds: Array<string | RegExp>;
	/** The output of nodes, if the chats do not show what the example did. */
	gives?: Record<string, Array<Record<string, unknown>>>;
	/** It asks and waits: somebody clicks the first button, or the first link of the newest message. */
	isAnswered?: 'by button' | 'by link';
}

const CHANNEL = `https://web.twake.app/client/${demoIds.company}/w/${demoIds.workspace}/c`;
const support = `${CHANNEL}/${demoIds.channel}`;
const team = `${CHANNEL}/${demoIds.privateChannel}`;
const bridge = demoWorld.inboxes?.bridge.id;
const inboxAddress = `https://app.chatwoot.com/app/accounts/1/inbox/${bridge}`;
const DAY = '\\d{4}-\\d\\d-\\d\\d';
const COLUMNS = 'conversation,customer,email,phone,agent,labels,opened,last_activity,link';
const MONTH = 30 * 24 * 60 * 60 * 1000;

/** How each example is filled in and what it does, by its file in examples/. */
export const cases: Record<string, Case> = {
	'account-for-a-new-customer.json': {
		settings: {},
		adds: [],
		gives: { 'Sum up': [{ account: 'Analytical Engines Ltd', number: 2, agents: 3 }] },
	},
	'alert-to-twake-channel.json': {
		settings: { channelAddress: support },
		adds: ['Support: High: Disk almost full'],
	},
	'approval-buttons-in-twake.json': {
		settings: { channelAddress: support },
		adds: [/^Support: May we order ten keyboards for 490 €\?\s+✅ Approve – alice$/],
		isAnswered: 'by button',
	},
	'approve-refund-in-chatwoot.json': {
		settings: { conversationAddress: 'https://app.chatwoot.com/app/accounts/1/conversations/1' },
		adds: [
			/^#1 Team: Refund 40 € for order 4711\?\n\n\[Approve\]\(http.+\) \| \[Decline\]\(http.+\)$/,
			'#1 Team: We have refunded 40 €. It can take two days until you see it.',
		],
		isAnswered: 'by link',
	},
	'chat-of-your-own-to-chatwoot.json': {
		settings: {},
		adds: [
			'contact Ada Lovelace (ada@example.com)',
			'#2 with Ada Lovelace is open',
			'#2 Ada Lovelace: Does the chair also come in green?',
		],
	},
	'close-stale-conversations.json': {
		settings: {},
		prepare({ chatwoot: { state } }) {
			state.conversations.get(1)!.last_activity_at -= MONTH;
		},
		adds: [
			'#1 with Carla Customer is resolved, closed-as-stale',
			/^#1 Team: We have not heard from you for a while/,
		],
	},
	'contacts-from-csv-to-chatwoot.json': {
		settings: {},
		adds: [
			'contact Ada Lovelace (ada@example.com, +442071234567)',
			'contact Grace Hopper (grace@example.com)',
		],
		gives: {
			'Put the reason into the row': [
				{
					name: 'Alan Turing',
					email: 'alan@example.com',
					phone: '0172 1234567',
					customer_number: '1003',
					company: 'Bletchley Park',
					problem: '"Phone Number" is not a phone number in international form: "0172 1234567"',
				},
			],
		},
	},
	'daily-digest-in-twake.json': {
		settings: { watchedChannel: support, digestChannel: team },
		prepare: async ({ twake }) => await plantThread(twake, 'The printer smokes'),
		adds: [new RegExp(`^Team: Digest of ${DAY}$`), 'Team (reply): The printer smokes (0 replies)'],
	},
	'file-to-chatwoot-customer.json': {
		settings: { inboxAddress },
		adds: [
			'contact Ada Lovelace (ada@example.com)',
			'#2 with Ada Lovelace is open',
			'#2 Team: Here is your invoice. Thank you! [invoice-4711.txt: Invoice 4711]',
		],
	},
	'file-to-twake-channel.json': {
		settings: { channelAddress: support },
		adds: ['Support: Here is the report of today. [report.csv: ticket,hours]'],
	},
	'new-lead-to-chatwoot.json': {
		settings: { inboxAddress },
		adds: [
			'contact Ada Lovelace (ada@example.com, +442071234567)',
			'#2 with Ada Lovelace is open, lead',
			'#2 Ada Lovelace: Do you have a plan for schools?',
		],
	},
	'new-ticket-to-twake.json': {
		settings: { chatwootInbox: String(bridge), twakeChannel: support },
		adds: [
			'contact Grace Hopper (grace@navy.example)',
			'#2 with Grace Hopper is open',
			'#2 Grace Hopper: My order 4711 has not arrived. Where is it?',
			'Support: **Grace Hopper** asks: My order 4711 has not arrived. Where is it?',
			/^Support \(reply\): Answer it here: http.*\/conversations\/2$/,
		],
	},
	'sample-events-of-both-triggers.json': { settings: {}, adds: [] },
	'nightly-export-of-open-conversations.json': {
		settings: { channelAddress: support },
		adds: [
			new RegExp(
				`^Support: Open conversations on ${DAY}: 1 \\[open-conversations-${DAY}\\.csv: ${COLUMNS}\\]$`,
			),
		],
	},
};

/** A thread that Alice began in the channel Support. */
async function plantThread({ url }: TwakeSandbox, text: string): Promise<void> {
	const thread = '7f8d2a00-7c11-11ef-8a2b-0242ac120002';
	const message = { id: thread, user_id: demoIds.alice, application_id: null, text };
	await fetch(`${url}/__sandbox/plant`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify([{ thread, channel: demoIds.channel, messages: [message] }]),
	});
}
