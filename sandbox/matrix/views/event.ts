import type { Json, RoomEvent } from '../state/types';
import { membershipAt } from '../rules/visibility';
import { bundle } from './bundle';
import type { View } from './view';
import { redactedContent } from '../rules/redaction';

function unsignedOf(event: RoomEvent, view: View): Json {
	const { state, requester } = view;
	const { replaces, redactedBy, sentBy } = event;
	const isOwn = event.sender === requester.user.id && !view.withoutKeys;
	return {
		age: Math.max(0, state.now() - event.ts),
		...(view.membership && { membership: membershipAt(event, requester.user.id) }),
		...(replaces && {
			prev_content: replaces.content,
			prev_sender: replaces.sender,
			replaces_state: replaces.id,
		}),
		...(isOwn &&
			sentBy?.key !== undefined &&
			sentBy.device === requester.device && { transaction_id: sentBy.key }),
		...(redactedBy && {
			redacted_by: redactedBy.id,
		}),
	};
}

type Form = (event: RoomEvent, unsigned: Json) => Json;

/** As in /sync: no room. */
const lean: Form = (event, unsigned) => ({
	content: event.redactedBy ? redactedContent(event) : event.content,
	event_id: event.id,
	origin_server_ts: event.ts,
	sender: event.sender,
	type: event.type,
	...(event.stateKey !== undefined && { state_key: event.stateKey }),
	...(event.redacts !== undefined && !event.redactedBy && { redacts: event.redacts }),
	unsigned,
});

/** The current form, with the room. */
const modern: Form = (event, unsigned) => ({ ...lean(event, unsigned), room_id: event.room.id });

/** As between servers: only its names matter here, hashes are not checked. */
const federation: Form = (event, unsigned) => ({
	...modern(event, unsigned),
	auth_events: ['create', 'power_levels', 'member'].flatMap((name) => {
		const key = name === 'member' ? event.sender : '';
		return event.room.stateEvent(`m.room.${name}`, key, event.before)?.id ?? [];
	}),
	prev_events: event.room.events
		.filter(({ depth }) => depth === event.depth - 1)
		.map(({ id }) => id),
	depth: event.depth,
	hashes: { sha256: event.id.slice(1) },
	signatures: {
		[event.sender.slice(event.sender.indexOf(':') + 1)]: { 'ed25519:a_test': event.id },
	},
});

/** What old clients also expect at the top level (matrix.md §8). */
const LIFTED = ['age', 'redacted_because', 'replaces_state', 'prev_content'];

const full: Form = (event, unsigned) => ({
	...modern(event, unsigned),
	user_id: event.sender,
	...Object.fromEntries(LIFTED.filter((key) => key in unsigned).map((key) => [key, unsigned[key]])),
});

function show(form: Form, event: RoomEvent, view: View): Json {
	const unsigned = unsignedOf(event, view);
	if (event.redactedBy)
		unsigned.redacted_because = show(form, event.redactedBy, {
			...view,
			membership: false,
			bundles: false,
		});
	const relations = view.bundles
		? bundle(event, view, (child, more) => show(form, child, more))
		: {};
	if (Object.keys(relations).length) unsigned['m.relations'] = relations;
	return form(event, unsigned);
}

export const leanEvent = (event: RoomEvent, view: View) => show(lean, event, view);
export const modernEvent = (event: RoomEvent, view: View) => show(modern, event, view);
export const federationEvent = (event: RoomEvent, view: View) => show(federation, event, view);
export const fullEvent = (event: RoomEvent, view: View) => show(full, event, view);

/** An invitation contains only this. */
export function strippedEvent(event: RoomEvent): Json {
	return {
		content: event.content,
		sender: event.sender,
		state_key: event.stateKey,
		type: event.type,
	};
}
