import type { INodePropertyOptions } from 'n8n-workflow';
import type { Source } from './events';

/** Ready-made combinations of events and conditions; `custom` leaves both to the user. */
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
 * The events that a preset needs from each sender. Only conversation_updated says what was changed:
 * the others show the state at the time of the delivery (chatwoot.md §10). Of a change, bots of
 * servers before 4.13 hear only conversation_opened and conversation_resolved (chatwoot.md §14);
 * later ones hear of it twice, and no body says which is which.
 */
const EVENTS: Record<Exclude<Preset, 'custom'>, Record<Source, string[]>> = {
	newCustomerMessage: sameFor(['message_created']),
	conversationResolved: {
		...sameFor(['conversation_updated']),
		bot: ['conversation_updated', 'conversation_resolved'],
	},
	handOver: {
		...sameFor(['conversation_updated']),
		bot: ['conversation_updated', 'conversation_opened'],
	},
};

/** The events that a preset needs from a sender. */
export function eventsOf(preset: Exclude<Preset, 'custom'>, source: Source): string[] {
	return EVENTS[preset][source];
}

function sameFor(events: string[]): Record<Source, string[]> {
	return { webhook: events, callback: events, bot: events };
}
