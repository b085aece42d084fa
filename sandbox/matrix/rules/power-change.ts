import { isObject } from '../http/body';
import { forbidden } from '../http/errors';
import type { Room } from '../state/room';
import type { Json } from '../state/types';
import { isCreator, userLevel } from './power';

const PLAIN = [
	'users_default',
	'events_default',
	'state_default',
	'ban',
	'redact',
	'kick',
	'invite',
];

/** Nobody may change a level above their own or grant more than they have. */
export function checkPowerChange(room: Room, user: string, content: Json): void {
	const old = room.content('m.room.power_levels');
	if (!old) return;
	const own = userLevel(room, user);
	for (const name of PLAIN) check(old[name], content[name], false);
	for (const name of ['events', 'users', 'notifications']) {
		const [before, after] = [objectOf(old[name]), objectOf(content[name])];
		for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
			check(before[key], after[key], name === 'users' && key !== user);
	}
	if (room.hasCreatorPower)
		for (const id of Object.keys(objectOf(content.users)))
			if (isCreator(room, id))
				throw forbidden(`Creator user ${id} must not appear in content.users`);

	function check(before: unknown, after: unknown, isOther: boolean) {
		if (before === after) return;
		if (isOther && typeof before === 'number' && before === own)
			throw forbidden("You don't have permission to remove ops level equal to your own");
		if (typeof before === 'number' && before > own)
			throw forbidden("You don't have permission to add ops level greater than your own");
		if (typeof after === 'number' && after > own)
			throw forbidden("You don't have permission to add ops level greater than your own");
	}
}

function objectOf(value: unknown): Json {
	return isObject(value) ? value : {};
}
