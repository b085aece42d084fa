import type { INodePropertyOptions } from 'n8n-workflow';
import { byName } from '../../../shared/fields';

/** Who sends the events (chatwoot.md §10, "Three senders"). */
export type Source = 'webhook' | 'callback' | 'bot';

const messages: INodePropertyOptions[] = [
	{
		name: 'Message Created',
		value: 'message_created',
		description: 'When anybody writes: customers, agents, bots, greetings, automation',
	},
	{
		name: 'Message Updated',
		value: 'message_updated',
		description:
			'When a message changes: delivery status, answer to a rich message, deletion, Retry by an agent',
	},
];

const changes: INodePropertyOptions[] = [
	{
		name: 'Conversation Status Changed',
		value: 'conversation_status_changed',
		description:
			'When a conversation is opened, resolved, snoozed or set pending; only Conversation Updated tells the status before',
	},
	{
		name: 'Conversation Updated',
		value: 'conversation_updated',
		description:
			'When status, assignee, team, priority, labels or attributes change, and at the first reply. Tells the values before.',
	},
];

const conversations: INodePropertyOptions[] = [
	{
		name: 'Conversation Created',
		value: 'conversation_created',
		description: 'When a conversation is opened for the first time',
	},
	...changes,
	{
		name: 'Typing Started',
		value: 'conversation_typing_on',
		description: 'When an agent, a bot or a customer begins to type (from Chatwoot 4.2 on)',
	},
	{
		name: 'Typing Stopped',
		value: 'conversation_typing_off',
		description: 'When an agent, a bot or a customer stops typing (from Chatwoot 4.2 on)',
	},
];

const people: INodePropertyOptions[] = [
	{
		name: 'Contact Created',
		value: 'contact_created',
		description: 'When a contact is made, also by an opened chat window',
	},
	{
		name: 'Contact Updated',
		value: 'contact_updated',
		description: 'When a field, an attribute or a label of a contact changes',
	},
];

const inboxes: INodePropertyOptions[] = [
	{
		name: 'Inbox Created',
		value: 'inbox_created',
		description: 'When an inbox is made. Only servers with ENABLE_INBOX_EVENTS send it.',
	},
	{
		name: 'Inbox Updated',
		value: 'inbox_updated',
		description: 'When an inbox changes. Only servers with ENABLE_INBOX_EVENTS send it.',
	},
];

const widget: INodePropertyOptions = {
	name: 'Chat Window Opened',
	value: 'webwidget_triggered',
	description: 'When a visitor opens the chat of a website inbox. Other inboxes never send it.',
};

const forBots: INodePropertyOptions[] = [
	{
		name: 'Conversation Opened',
		value: 'conversation_opened',
		description: 'When a conversation becomes open, such as at a hand-over',
	},
	{
		name: 'Conversation Resolved',
		value: 'conversation_resolved',
		description: 'When a conversation is resolved',
	},
];

/** The events that each sender can send, as offered in the editor. */
export const OFFERED: Record<Source, INodePropertyOptions[]> = {
	webhook: byName([...messages, ...conversations, ...people, ...inboxes, widget]),
	callback: byName([...messages, ...conversations]),
	bot: byName([...messages, ...changes, ...forBots, widget]),
};

/** Events that servers around 3.16 refuse (chatwoot.md §14). */
export const NEWER_EVENTS = ['conversation_typing_on', 'conversation_typing_off'];
