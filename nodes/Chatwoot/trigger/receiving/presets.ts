import type { Registration } from '../registration';
import type { Preset } from '../fields/presets';
import type { ChatwootEvent } from './event';

/** Events for which servers that sign deliveries to bots also send more precise ones. */
const COARSE = ['conversation_opened', 'conversation_resolved'];

/** Whether a wanted event fulfils the condition of a preset. */
export function fitsPreset(
	preset: Preset,
	event: ChatwootEvent,
	registration: Registration | undefined,
): boolean {
	const { isUnsignedKind, message } = event;
	if (preset === 'custom' || (isUnsignedKind && !message)) return true;
	if (preset === 'newCustomerMessage') {
		return message?.message_type === 'incoming' && message.private !== true;
	}
	if (isUnsignedKind) return true;
	if (COARSE.includes(event.name)) return !registration?.secret;
	return preset === 'handOver' ? isHandOver(event) : event.changes?.status?.to === 'resolved';
}

/** Only conversation_updated says who had the conversation before. */
function isHandOver({ changes }: ChatwootEvent): boolean {
	const { status, assignee_id: user, assignee_agent_bot_id: bot } = changes ?? {};
	const isOpened = status?.from === 'pending' && status.to === 'open';
	const isTakenOver = bot?.from !== undefined && bot.from !== null && user?.to != null;
	return isOpened || isTakenOver;
}
