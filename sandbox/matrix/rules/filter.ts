import { isObject } from '../http/body';
import type { Json, RoomEvent } from '../state/types';
import { relationOf } from '../state/relation';
import { childrenOf } from './relations';

/** Which events of a kind the caller wants (matrix.md §8, matrix.md §10). */
export class EventFilter {
	constructor(private readonly raw: Json = {}) {}

	private list(name: string): string[] | undefined {
		const value = this.raw[name];
		return Array.isArray(value) ? value.map(String) : undefined;
	}

	get limit(): number | undefined {
		return typeof this.raw.limit === 'number' ? this.raw.limit : undefined;
	}

	flag(name: string): boolean {
		return this.raw[name] === true;
	}

	/** Nothing passes: an empty list of types, senders or rooms, or one that excludes everything. */
	get blocksAll(): boolean {
		return (
			['types', 'senders', 'rooms'].some((name) => this.list(name)?.length === 0) ||
			this.list('not_types')?.includes('*') === true
		);
	}

	allowsRoom(room: string): boolean {
		const rooms = this.list('rooms');
		return !(rooms && !rooms.includes(room)) && !this.list('not_rooms')?.includes(room);
	}

	allows({ type, sender, content }: { type: string; sender?: string; content: Json }): boolean {
		if (!this.matches('types', type, wild)) return false;
		if (sender !== undefined && !this.matches('senders', sender, equal)) return false;
		const hasUrl = this.raw.contains_url;
		if (typeof hasUrl === 'boolean' && hasUrl !== (typeof content.url === 'string')) return false;
		return this.matchesLabels(content);
	}

	allowsEvent(event: RoomEvent): boolean {
		return this.allowsRoom(event.room.id) && this.allows(event) && this.isRelated(event);
	}

	private matches(name: string, value: string, test: (pattern: string, value: string) => boolean) {
		const [wanted, unwanted] = [this.list(name), this.list(`not_${name}`)];
		if (unwanted?.some((pattern) => test(pattern, value))) return false;
		return !wanted || wanted.some((pattern) => test(pattern, value));
	}

	private matchesLabels(content: Json): boolean {
		const labels = Array.isArray(content['org.matrix.labels'])
			? content['org.matrix.labels'].map(String)
			: [];
		const wanted = this.list('org.matrix.labels');
		const unwanted = this.list('org.matrix.not_labels');
		if (unwanted?.some((label) => labels.includes(label))) return false;
		return !wanted || wanted.some((label) => labels.includes(label));
	}

	/** Whether other events relate to it as requested (matrix.md [203]). */
	private isRelated(event: RoomEvent): boolean {
		const [types, senders] = [this.list('related_by_rel_types'), this.list('related_by_senders')];
		if (!types && !senders) return true;
		return childrenOf(event.room, event.id).some((child) => {
			if (senders && !senders.includes(child.sender)) return false;
			return !types || types.includes(relationOf(child.content)?.type ?? '');
		});
	}
}

function equal(pattern: string, value: string): boolean {
	return pattern === value;
}

function wild(pattern: string, value: string): boolean {
	const source = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${source.join('.*')}$`, 's').test(value);
}

const objectOf = (value: unknown): Json => (isObject(value) ? value : {});

/** The maximum number of events per room in one answer of /sync (matrix.md [331]). */
const MOST_EVENTS = 100;
const DEFAULT_EVENTS = 10;

/** The filter of a sync. */
export class SyncFilter {
	readonly room: EventFilter;
	readonly timeline: EventFilter;
	readonly state: EventFilter;
	readonly ephemeral: EventFilter;
	readonly roomAccount: EventFilter;
	readonly account: EventFilter;
	readonly presence: EventFilter;
	readonly includeLeave: boolean;
	readonly fields: string[] | undefined;
	readonly isFederationFormat: boolean;
	readonly threadCounts: boolean;

	constructor(raw: Json = {}) {
		const room = objectOf(raw.room);
		const timeline = objectOf(room.timeline);
		this.room = new EventFilter(room);
		this.timeline = new EventFilter(timeline);
		this.state = new EventFilter(objectOf(room.state));
		this.ephemeral = new EventFilter(objectOf(room.ephemeral));
		this.roomAccount = new EventFilter(objectOf(room.account_data));
		this.account = new EventFilter(objectOf(raw.account_data));
		this.presence = new EventFilter(objectOf(raw.presence));
		this.includeLeave = room.include_leave === true;
		this.fields = Array.isArray(raw.event_fields) ? raw.event_fields.map(String) : undefined;
		this.isFederationFormat = raw.event_format === 'federation';
		this.threadCounts = timeline.unread_thread_notifications === true;
	}

	get limit(): number {
		return Math.min(this.timeline.limit ?? DEFAULT_EVENTS, MOST_EVENTS);
	}

	get isLazy(): boolean {
		return this.state.flag('lazy_load_members');
	}
}
