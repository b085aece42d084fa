import type { IDataObject } from 'n8n-workflow';
import { BoundedMap } from '../../shared/bounded-map';

/**
 * What the messages of this package carry, so that its trigger knows them. It comes back in webhooks
 * (chatwoot.md §10 "Loop prevention"). Not the source id: a message that has one counts as sent
 * by its channel already and would not be sent.
 */
const KEY = 'sent_by';
const VALUE = 'n8n-nodes-twake-chatwoot';

/** A message that is to be written, with the mark. */
export function marked<Fields extends IDataObject>(message: Fields): Fields {
	const { content_attributes } = message;
	return {
		...message,
		content_attributes: { ...(content_attributes as IDataObject | undefined), [KEY]: VALUE },
	};
}

/** Whom the messages of Chatwoot nodes are from, by server, as far as this process has written any. */
const writers = new BoundedMap<true>(1000);

const writerKey = (server: string, { id, type }: IDataObject) =>
	`${server} ${String(type)} ${String(id)}`;

/** Notes from whom a message is that this package has written: the answer tells it. */
export function noteWriter(server: string, { sender }: IDataObject): void {
	if (sender) writers.set(writerKey(server, sender as IDataObject), true);
}

/** Whether Chatwoot nodes of this process write as this user or bot. */
export function isWriter(server: string, sender: IDataObject): boolean {
	return writers.get(writerKey(server, sender)) === true;
}

/**
 * Whether a message says that this package wrote it. Customers cannot write that: the Client API takes
 * no content attributes (chatwoot.md §7); colleagues with a token can. A retry or a deletion takes it
 * away.
 */
export function isMarked(message: IDataObject | undefined): boolean {
	const attributes = message?.content_attributes as IDataObject | null | undefined;
	return attributes?.[KEY] === VALUE;
}

/**
 * Whether a customer chose or filled in something in a message: Chatwoot tells it as a change of that
 * message, which keeps its sender (chatwoot.md §7, chatwoot.md §9 CSAT).
 */
export function isAnswered(message: IDataObject | undefined): boolean {
	const attributes = message?.content_attributes as IDataObject | null | undefined;
	return attributes?.submitted_values !== undefined && attributes.submitted_values !== null;
}

/** Content attributes as people gave them. */
export function withoutMark(attributes: IDataObject): IDataObject {
	const isMark = ([key, value]: [string, unknown]) => key === KEY && value === VALUE;
	return Object.fromEntries(Object.entries(attributes).filter((entry) => !isMark(entry)));
}

/** A key of people's own, by which a message is known when it is to be written again. */
const MESSAGE_KEY = 'message_key';

/** A message that is to be written, with its key. */
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
