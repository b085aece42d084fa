import type { IHookFunctions, INodePropertyOptions, IWebhookFunctions } from 'n8n-workflow';
import { wordsIn } from '../../shared/text';
import type { Delivery, Source } from './events';
import type { Registration } from './registration';
import { changesIn, subjectOf } from './subject';

/** Ready-made combinations of events and conditions; `custom` leaves both to the person. */
export type Preset = 'custom' | 'newCustomerMessage' | 'conversationResolved' | 'handOver';

export const PRESETS: INodePropertyOptions[] = [
	{
		name: 'Chosen Events',
		value: 'custom',
		description: 'On the events chosen below',
	},
	{
		name: 'Conversation Resolved',
		value: 'conversationResolved',
		description: 'When anybody resolves a conversation',
	},
	{
		name: 'Hand-Over to Human',
		value: 'handOver',
		description: 'When a bot opens a pending conversation, or an agent takes over from a bot',
	},
	{
		name: 'New Customer Message',
		value: 'newCustomerMessage',
		description: 'When a customer writes',
	},
];

/**
 * The events that a preset needs from each sender. Bots of servers before 4.13 hear nothing but
 * conversation_opened and conversation_resolved of a change (chatwoot.md §14); later ones hear
 * of it twice, and which is which no body tells.
 */
const EVENTS: Record<Exclude<Preset, 'custom'>, Record<Source, string[]>> = {
	newCustomerMessage: sameFor(['message_created']),
	conversationResolved: {
		...sameFor(['conversation_status_changed']),
		bot: ['conversation_resolved'],
	},
	handOver: {
		...sameFor(['conversation_updated']),
		bot: ['conversation_updated', 'conversation_opened'],
	},
};

type Context = Pick<IHookFunctions | IWebhookFunctions, 'getNodeParameter'>;

export function presetOf(context: Context): Preset {
	return context.getNodeParameter('preset', 'custom') as Preset;
}

export function sourceOf(context: Context): Source {
	return context.getNodeParameter('source', 'webhook') as Source;
}

/** The events that the node waits for. */
export function wantedEvents(context: Context): string[] {
	const preset = presetOf(context);
	if (preset !== 'custom') return EVENTS[preset][sourceOf(context)];
	return wordsIn(context.getNodeParameter('events', []));
}

/** Whether a delivery of a wanted event fulfils the condition of a preset. */
export function fulfils(
	preset: Preset,
	delivery: Delivery,
	registration: Registration | undefined,
): boolean {
	const { message, conversation } = subjectOf(delivery);
	if (preset === 'newCustomerMessage') {
		return message?.message_type === 'incoming' && message.private !== true;
	}
	if (preset === 'conversationResolved') return conversation?.status === 'resolved';
	if (preset === 'custom') return true;
	// A server that signs what bots are sent tells them more than that.
	if (delivery.event === 'conversation_opened') return !registration?.secret;
	return isHandOver(delivery);
}

/** Only conversation_updated tells who had the conversation before. */
function isHandOver(delivery: Delivery): boolean {
	const { status, assignee_id: user, assignee_agent_bot_id: bot } = changesIn(delivery) ?? {};
	const isOpened = status?.from === 'pending' && status.to === 'open';
	const isTakenOver = bot?.from !== undefined && bot.from !== null && user?.to != null;
	return isOpened || isTakenOver;
}

function sameFor(events: string[]): Record<Source, string[]> {
	return { webhook: events, callback: events, bot: events };
}
