import type { Person } from './call';
import type { State } from './state/state';
import type { Contact, Conversation, Message, Session } from './state/types';

export type Changes = Partial<Record<string, { previous_value: unknown; current_value: unknown }>>;

interface Typing {
	conversation: Conversation;
	person: Person | Contact;
	is_private: boolean;
}

/** Everything that a webhook can report. Listen with `state.events.on(name, ...)`. */
export interface Events {
	message_created: { message: Message };
	message_updated: { message: Message };
	conversation_created: { conversation: Conversation };
	/** `by`: the name of the person who changed it. */
	conversation_updated: { conversation: Conversation; changes: Changes; by?: string | null };
	conversation_status_changed: { conversation: Conversation };
	conversation_typing_on: Typing;
	conversation_typing_off: Typing;
	/** A webhook sent by a macro or a rule, to its own address and unsigned. */
	webhook_action: { conversation: Conversation; url: string; event: string };
	/** Somebody opened the widget of a website. */
	webwidget_triggered: { session: Session; event_info: object };
	contact_created: { contact: Contact };
	contact_updated: { contact: Contact; changes: Changes };
}

export function emit<K extends keyof Events>(state: State, name: K, payload: Events[K]): void {
	state.events.emit(name, payload);
}

/** Writes new values into a row and returns what changed. */
export function assign<T extends object>(row: T, values: Partial<T>): Changes {
	const changes: Changes = {};
	for (const key of Object.keys(values) as (keyof T & string)[]) {
		const value = values[key] as T[typeof key];
		const previous = row[key];
		if (JSON.stringify(previous) === JSON.stringify(value)) continue;
		changes[key] = { previous_value: previous, current_value: value };
		row[key] = value;
	}
	return changes;
}
