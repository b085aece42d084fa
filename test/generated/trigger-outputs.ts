import type { IDataObject } from 'n8n-workflow';
import { roundOutput } from '../../nodes/shared/catching-up/round';
import { eventOutput } from '../../nodes/TwakeChat/trigger/output';
import type { MatrixEvent } from '../../nodes/TwakeChat/api/types';
import { recording, sampleEvents } from '../engine/sample-events';

/**
 * What each trigger puts out for messages, which most workflows start with, by its folder; those
 * that catch up, for a round.
 */
export async function triggerOutputs(): Promise<Record<string, IDataObject[]>> {
	const samples = await sampleEvents();
	const messagesOf = (service: string) =>
		samples
			.filter((sample) => sample.service === service)
			.map(({ json }) => json)
			.filter(({ event }) => event === 'message_created' || event === 'newMessage');
	const caughtUp = roundOutput({ missed: 2, oldest: Date.UTC(2030, 0, 31), more: false });
	return {
		Chatwoot: messagesOf('chatwoot'),
		'Chatwoot/catchup': [caughtUp],
		Twake: messagesOf('twake'),
		'Twake/catchup': [caughtUp],
		TwakeChat: chatMessages(),
	};
}

interface Sync {
	rooms?: { join?: Record<string, { timeline: { events: MatrixEvent[] } }> };
}

/** The messages that a sync has brought (matrix.md [324]). */
function chatMessages(): IDataObject[] {
	const { exchanges } = recording('matrix', '324') as {
		exchanges: Array<{ response: { body: Sync } }>;
	};
	return exchanges
		.flatMap(({ response }) => Object.entries(response.body.rooms?.join ?? {}))
		.flatMap(([room, { timeline }]) =>
			timeline.events
				.filter(({ type, content }) => type === 'm.room.message' && content.body !== undefined)
				.map((event) => eventOutput(event, 'newMessage', room)),
		);
}
