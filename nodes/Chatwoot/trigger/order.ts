import type { IDataObject } from 'n8n-workflow';
import type { Delivery } from './events';
import { isObject } from './events';
import { scopeOf } from './registration';
import type { Registration } from './registration';
import { subjectOf } from './subject';

/** Conversations whose latest event is kept per trigger. */
const CAPACITY = 200;

/** Per trigger, in this process: static data comes too late for what happens at once. */
const here = new Map<string, Record<string, number>>();

/**
 * Whether a later event of the same conversation came before: deliveries overtake each other
 * (chatwoot.md §16). Messages are compared by id, changes by the time of the change.
 */
export function isLate(
	trigger: string,
	staticData: IDataObject,
	delivery: Delivery,
	registration: Registration | undefined,
): boolean {
	const mark = markOf(delivery);
	if (!mark) return false;
	const { at } = mark;
	const key = `${scopeOf(registration)}:${mark.key}`;
	const stored = isObject(staticData.latest) ? staticData.latest : {};
	const latest = here.get(trigger) ?? (stored as Record<string, number>);
	if (at < (latest[key] ?? -Infinity)) return true;
	// The one that moved last stands last: those that rest longest are forgotten.
	const others = Object.entries(latest).filter(([other]) => other !== key);
	const next = Object.fromEntries([...others.slice(1 - CAPACITY), [key, at]]);
	here.set(trigger, next);
	staticData.latest = { ...next };
	return false;
}

/** The number in which the events of a conversation grow; undefined when they have none. */
function markOf(delivery: Delivery): { key: string; at: number } | undefined {
	const { event } = delivery;
	const { conversation } = subjectOf(delivery);
	const id = conversation?.id;
	if (typeof id !== 'number' || event.startsWith('conversation_typing_')) return undefined;
	const isNewMessage = event === 'message_created';
	const at = isNewMessage ? delivery.id : conversation === delivery && delivery.updated_at;
	if (typeof at !== 'number') return undefined;
	return { key: `${isNewMessage ? 'm' : 'c'}${id}`, at };
}
