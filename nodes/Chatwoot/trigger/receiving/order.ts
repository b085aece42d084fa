import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/json';
import { scopeOf } from '../registration';
import type { Registration } from '../registration';
import type { ChatwootEvent } from './event';

/** Conversations whose latest event is kept per trigger. */
const CAPACITY = 200;

/** The order in which the events of each conversation came: deliveries overtake each other (chatwoot.md §16). */
export class Order {
	/** In this process: static data comes too late for what happens at once. */
	private latest?: Record<string, number>;

	/**
	 * Whether a later event of the same conversation came before. Messages are compared by id, changes
	 * by the time of the change.
	 */
	isLate(
		staticData: IDataObject,
		event: ChatwootEvent,
		registration: Registration | undefined,
	): boolean {
		const mark = markOf(event);
		if (!mark) return false;
		const { at } = mark;
		const key = `${scopeOf(registration)}:${mark.key}`;
		const stored = isObject(staticData.latest) ? staticData.latest : {};
		const latest = this.latest ?? (stored as Record<string, number>);
		if (at < (latest[key] ?? -Infinity)) return true;
		// The one that moved last stands last: those that rest longest are forgotten.
		const others = Object.entries(latest).filter(([other]) => other !== key);
		this.latest = Object.fromEntries([...others.slice(1 - CAPACITY), [key, at]]);
		staticData.latest = { ...this.latest };
		return false;
	}
}

/** The number in which the events of a conversation grow; undefined when they have none. */
function markOf({ name, body, conversation }: ChatwootEvent) {
	const id = conversation?.id;
	const isNewMessage = name === 'message_created';
	const at = isNewMessage ? body.id : conversation === body && body.updated_at;
	if (typeof id !== 'number' || typeof at !== 'number') return undefined;
	return { key: `${isNewMessage ? 'm' : 'c'}${id}`, at };
}
