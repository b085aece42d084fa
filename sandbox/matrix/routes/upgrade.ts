import type { Call } from '../http/call';
import { badRequest } from '../http/errors';
import type { Route } from '../http/router';
import { route } from '../http/router';
import { createRoom } from '../rules/create-room';
import { checkMaySend } from '../rules/may-send';
import { roomOf } from '../rules/send';
import { append } from '../state/append';
import type { Json } from '../state/types';

/** A room that continues as a new one (matrix.md [344]). */
export const upgradeRoutes: Route[] = [route('POST v3 /rooms/:room/upgrade', upgrade)];

const TAKEN = ['name', 'topic', 'join_rules', 'history_visibility', 'guest_access', 'encryption'];

async function upgrade(call: Call): Promise<Json> {
	const { state, me, params } = call;
	const { new_version: version } = call.body();
	if (typeof version !== 'string')
		throw badRequest("Missing params: ['new_version']", 'M_MISSING_PARAM');
	if (!/^([1-9]|1[0-2])$/.test(version))
		throw badRequest(
			'Your homeserver does not support this room version',
			'M_UNSUPPORTED_ROOM_VERSION',
		);
	const old = roomOf(state, params.room, me);
	checkMaySend(old, me, 'm.room.tombstone', '');
	const taken = TAKEN.flatMap((name) => {
		const type = `m.room.${name}`;
		const content = old.content(type);
		return content ? [{ type, state_key: '', content }] : [];
	});
	const room = await createRoom(
		call,
		{
			preset: 'private_chat',
			room_version: version,
			creation_content: { ...old.content('m.room.create'), predecessor: { room_id: old.id } },
			initial_state: taken,
		},
		false,
	);
	append(state, old, {
		type: 'm.room.tombstone',
		sender: me,
		stateKey: '',
		content: { body: 'This room has been replaced', replacement_room: room.id },
	});
	const levels = old.content('m.room.power_levels') ?? {};
	const quiet = { ...levels, events_default: 50, invite: 50 };
	append(state, old, { type: 'm.room.power_levels', sender: me, stateKey: '', content: quiet });
	return { replacement_room: room.id };
}
