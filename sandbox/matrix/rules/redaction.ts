import type { Json, RoomEvent } from '../state/types';
import { isObject } from '../http/body';

/** The part of its content that a redacted event keeps. */
const KEPT: Record<string, string[]> = {
	'm.room.member': ['membership', 'join_authorised_via_users_server'],
	'm.room.join_rules': ['join_rule', 'allow'],
	'm.room.power_levels': [
		...['users', 'users_default', 'events', 'events_default', 'state_default'],
		...['ban', 'kick', 'redact', 'invite'],
	],
	'm.room.history_visibility': ['history_visibility'],
	'm.room.redaction': ['redacts'],
};

export function redactedContent(event: RoomEvent): Json {
	if (event.type === 'm.room.create') return event.content;
	const kept = KEPT[event.type] ?? [];
	const content = isObject(event.content) ? event.content : {};
	return Object.fromEntries(kept.filter((key) => key in content).map((key) => [key, content[key]]));
}
