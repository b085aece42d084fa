import type { IDataObject } from 'n8n-workflow';

/** An event of a room as the server returns it. */
export interface MatrixEvent extends IDataObject {
	event_id: string;
	type: string;
	sender: string;
	origin_server_ts: number;
	content: Content;
	/** Missing in events from /sync. */
	room_id?: string;
	state_key?: string;
	unsigned?: Unsigned;
	/** For redactions; since room version 11 in the content too (matrix.md [324]). */
	redacts?: string;
}

export interface Unsigned extends IDataObject {
	/** The account's own membership at the time of the event; old servers do not say it. */
	membership?: string;
	redacted_because?: IDataObject;
	transaction_id?: string;
	prev_content?: IDataObject;
	'm.relations'?: {
		'm.replace'?: MatrixEvent;
		'm.thread'?: { count: number; latest_event?: MatrixEvent };
	};
}

export interface Relation extends IDataObject {
	rel_type?: string;
	event_id?: string;
	key?: string;
	is_falling_back?: boolean;
	'm.in_reply_to'?: { event_id?: string };
}

export interface Content extends IDataObject {
	msgtype?: string;
	body?: string;
	format?: string;
	formatted_body?: string;
	filename?: string;
	url?: string;
	info?: IDataObject;
	membership?: string;
	'm.mentions'?: { user_ids?: string[]; room?: boolean };
	'm.relates_to'?: Relation;
	'm.new_content'?: Content;
}

/** Where messages are: `room` is an ID here, because aliases are looked up first. */
export interface RoomPlace {
	room: string;
}

export interface MessagePlace extends RoomPlace {
	message: string;
}
