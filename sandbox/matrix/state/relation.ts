import { isObject } from '../http/body';
import type { Json } from './json';

export interface Relation {
	type: string;
	parent: string;
	key?: string;
}

/** An event's relation; odd values count as none (matrix.md [201]). */
export function relationOf(content: Json): Relation | undefined {
	const relation = content['m.relates_to'];
	if (!isObject(relation)) return undefined;
	const { rel_type: type, event_id: parent, key } = relation;
	if (typeof type !== 'string' || typeof parent !== 'string') return undefined;
	return { type, parent, ...(typeof key === 'string' && { key }) };
}
