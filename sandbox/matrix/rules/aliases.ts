import { badRequest, MatrixError } from '../http/errors';
import type { Room } from '../state/room';
import type { State } from '../state/state';
import type { Json } from '../state/types';

export function isAlias(text: string): boolean {
	return text.startsWith('#') && text.includes(':');
}

/** An alias that a room names as its own has to point to it. */
export function checkAlias(state: State, room: Room, content: Json): void {
	const before = room.content('m.room.canonical_alias') ?? {};
	const named = [content, before].map(({ alias, alt_aliases: others }) => [
		alias,
		...((Array.isArray(others) ? others : []) as unknown[]),
	]);
	const added = named[0].filter((alias) => !named[1].includes(alias));
	for (const alias of added) {
		if (alias === undefined || alias === null || alias === '') continue;
		if (typeof alias !== 'string')
			throw badRequest('The alias property must be a string.', 'M_INVALID_PARAM');
		if (!isAlias(alias)) throw badRequest('Room alias invalid', 'M_INVALID_PARAM');
		if (state.aliases.get(alias)?.room !== room.id)
			throw new MatrixError(400, 'M_BAD_ALIAS', `Room alias ${alias} does not point to the room`);
	}
}

export function checkAliasName(name: unknown): string {
	if (typeof name !== 'string' || /\s/.test(name))
		throw badRequest('Invalid characters in room alias');
	if (!name.includes(':')) return name;
	throw badRequest(
		"':' is not permitted in the room alias name. " +
			"Please note this expects a local part — 'wombat', not '#wombat:example.com'.",
	);
}
