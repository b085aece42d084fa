import { conversations } from '../conversation/kind';
import { operation } from '../operation/operation';
import { reportingEvents } from './kind';

export const getReportingEventsOfConversation = operation({
	name: 'Get of Conversation',
	value: 'getOfConversation',
	action: 'Get reporting events of conversation',
	description: 'Get how long the answers in a conversation took, the oldest first',
	on: conversations,
	isReading: true,
	simplify: true,
	act: async ({ api, id, shown }) =>
		(await api.reportingEvents.ofConversation(id)).map((event) => ({
			...shown(reportingEvents, event),
			conversation_id: id,
		})),
});
