import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/json';
import { scopeOf } from '../registration';
import type { Registration } from '../registration';
import type { ChatwootEvent } from './event';

/** For how many conversations per trigger the latest event is kept. */
const CAPACITY = 200;

/**
 * The order of events within each conversation, because deliveries overtake each other (chatwoot.md
 * §16).
 */
export class Order {
	/** For this process: static data is stored too late for events at the same moment. */
	private latest?: Record<string, number>;

	/**
	 * Whether a later event of the same conversation has already arrived. Messages are compared by
	 * id, changes by their time.
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
		// The latest goes to the end, so those unchanged for longest are dropped first.
		const others = Object.entries(latest).filter(([other]) => other !== key);
		this.latest = Object.fromEntries([...others.slice(1 - CAPACITY), [key, at]]);
		staticData.latest = { ...this.latest };
		return false;
	}
}

/** A number that grows with the events of a conversation; undefined for events without one. */
function markOf({ name, body, conversation }: ChatwootEvent) {
	const id = conversation?.id;
	const isNewMessage = name === 'message_created';
	const at = isNewMessage ? body.id : conversation === body && body.updated_at;
	if (typeof id !== 'number' || typeof at !== 'number') return undefined;
	return { key: `${isNewMessage ? 'm' : 'c'}${id}`, at };
}
