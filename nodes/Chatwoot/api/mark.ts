import type { IDataObject } from 'n8n-workflow';
import { BoundedMap } from '../../shared/bounded-map';

/**
 * The content attribute in messages of this package by which its trigger knows them. It comes back
 * in webhooks (chatwoot.md §10 "Loop prevention"). The source id cannot serve: the server takes a
 * message that has one as already sent by its channel, and would not send it.
 */
const KEY = 'sent_by';
const VALUE = 'n8n-nodes-twake-chatwoot';

/** A message to write, with the mark. */
export function marked<Fields extends IDataObject>(message: Fields): Fields {
	const { content_attributes } = message;
	return {
		...message,
		content_attributes: { ...(content_attributes as IDataObject | undefined), [KEY]: VALUE },
	};
}

/** The users and bots, per server, as which this process has written messages. */
const writers = new BoundedMap<true>(1000);

const writerKey = (server: string, { id, type }: IDataObject) =>
	`${server} ${String(type)} ${String(id)}`;

/** Remembers the sender of a message that this package has written, from the answer. */
export function noteWriter(server: string, { sender }: IDataObject): void {
	if (sender) writers.set(writerKey(server, sender as IDataObject), true);
}

/** Whether Chatwoot nodes in this process write as this user or bot. */
export function isWriter(server: string, sender: IDataObject): boolean {
	return writers.get(writerKey(server, sender)) === true;
}

/**
 * Whether a message says that this package wrote it. Customers cannot fake that: the Client API
 * takes no content attributes (chatwoot.md §7); colleagues with a token can. A retry or a deletion
 * removes the mark.
 */
export function isMarked(message: IDataObject | undefined): boolean {
	const attributes = message?.content_attributes as IDataObject | null | undefined;
	return attributes?.[KEY] === VALUE;
}

/**
 * Whether a customer chose or filled in something in a message: Chatwoot reports that as a change
 * of the message, which keeps its sender (chatwoot.md §7, chatwoot.md §9 CSAT).
 */
export function isAnswered(message: IDataObject | undefined): boolean {
	const attributes = message?.content_attributes as IDataObject | null | undefined;
	return attributes?.submitted_values !== undefined && attributes.submitted_values !== null;
}

/** Content attributes as people gave them, without the mark. */
export function withoutMark(attributes: IDataObject): IDataObject {
	const isMark = ([key, value]: [string, unknown]) => key === KEY && value === VALUE;
	return Object.fromEntries(Object.entries(attributes).filter((entry) => !isMark(entry)));
}

/** The key that users give a message, to recognise it when it is about to be written again. */
const MESSAGE_KEY = 'message_key';

/** A message to write, with its key. */
export function withKey<Fields extends IDataObject>(message: Fields, key: string): Fields {
	const { content_attributes } = message;
	return {
		...message,
		content_attributes: {
			...(content_attributes as IDataObject | undefined),
			[MESSAGE_KEY]: key,
		},
	};
}

/** The key of a message, if it has one. */
export function keyOf({ content_attributes }: IDataObject): unknown {
	return (content_attributes as IDataObject | null | undefined)?.[MESSAGE_KEY];
}
