import type { INodeProperties } from 'n8n-workflow';
import { pageFields, take, wantedCount } from '../../../shared/pages';
import { agents } from '../agent/kind';
import { inboxes } from '../inbox/kind';
import { filterFields } from '../kinds/fields';
import { locatorOf } from '../kinds/kind';
import { operation } from '../operation/operation';
import { periodFields, periodFrom, secondsOf } from '../reporting/period';
import { reportingEvents } from './kind';

const NAMES = {
	conversation_bot_handoff: 'Bot Handed Over',
	conversation_bot_resolved: 'Bot Resolved',
	first_response: 'First Response',
	conversation_opened: 'Opened',
	reply_time: 'Reply',
	conversation_resolved: 'Resolved',
};

const eventField: INodeProperties = {
	displayName: 'Event',
	name: 'event',
	type: 'options',
	options: Object.entries(NAMES).map(([value, name]) => ({ name, value })),
	default: 'first_response',
	description: `Only events of this kind: ${Object.keys(NAMES).join(', ')}`,
};

export const getManyReportingEvents = operation({
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many reporting events',
	description:
		'Get how long answers and resolutions took, the newest first, without conversation numbers',
	access: 'administrator',
	fields: [
		...periodFields,
		...pageFields,
		filterFields([
			locatorOf(agents, 'Only what this agent did'),
			eventField,
			locatorOf(inboxes, 'Only what happened in this inbox'),
		]),
	],
	simplify: true,
	read: (param) => ({
		query: {
			...secondsOf(periodFrom(param)),
			inbox_id: param.optionalId('filters.inbox'),
			user_id: param.optionalId('filters.agent'),
			event_name: param.optionalChoice('filters.event', Object.keys(NAMES)),
		},
		count: wantedCount(param),
	}),
	act: async ({ api, input: { query, count }, shown }) =>
		(await take(api.reportingEvents.walk(query), count)).map((event) =>
			shown(reportingEvents, event),
		),
});
