import type { Requester } from '../../../shared/request';
import { inPath } from './service';

/** One API inbox, as its customers reach it. */
export interface ClientPlace {
	readonly requester: Requester;
	/** `/public/api/v1/inboxes/aV2bMCtiXVa5qWtiNzUXKWAk` */
	readonly path: string;
}

/** A conversation of a customer: only with the customer's source ID can it be reached. */
export interface ConversationPlace {
	sourceId: string;
	conversation: number;
}

export function conversationsPath({ path }: ClientPlace, sourceId: string): string {
	return `${path}/contacts/${inPath(sourceId)}/conversations`;
}

export function conversationPath(
	place: ClientPlace,
	{ sourceId, conversation }: ConversationPlace,
): string {
	return `${conversationsPath(place, sourceId)}/${conversation}`;
}
