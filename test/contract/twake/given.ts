import type { Planted } from '../../../sandbox/twake';

/**
 * Objects as they were when the case started. given.json shows threads with participants that the
 * case itself added later (twake.md [215], twake.md [244]); those that are newer than the first
 * message are left out.
 */
export const asAtStart = (objects: Planted[]): Planted[] =>
	objects.map((object) => {
		const [first] = object.messages ?? [];
		if (!object.participants || first?.created_at === undefined) return object;
		const made = first.created_at;
		const participants = object.participants.filter((p) => Number(p.created_at) <= made);
		return { ...object, participants };
	});
