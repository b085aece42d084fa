import type { IDataObject } from 'n8n-workflow';
import type { Message, MessageContent } from '../../api/content';
import { messageOutput } from '../../api/output';
import type { Self } from '../../api/output';
import type { ChannelPlace, MessagePlace, ThreadPlace } from '../../api/places';

/** A message whose attachments, named by their binary fields, are not uploaded yet. */
export interface MessageDraft extends MessageContent {
	attachments: string[];
}

/** A message that was posted or changed, and the answer as it came. */
export interface Posted {
	message: Message;
	answer: IDataObject;
}

/** With the channel, which the legacy API asks for. */
export type PostPlace<Place> = Place & { channel?: string };

/** Why nothing was done, to be said of the message. */
export interface Refused {
	problem: string;
	wayOut: string;
}

/** What both generations of Twake's API can do with messages. */
export interface Posts {
	/** Whether the server itself refuses a channel that does not exist. */
	readonly checksChannels: boolean;
	create(places: ChannelPlace[], draft: MessageDraft): Promise<Posted>;
	reply(place: PostPlace<ThreadPlace>, draft: MessageDraft, mayJoin: boolean): Promise<Posted>;
	/** The message of the result is what Twake holds now: it may have ignored the change. */
	update(place: PostPlace<MessagePlace>, change: MessageContent, mayJoin: boolean): Promise<Posted>;
	/** Why the message was not withdrawn, as far as that can be told; `isStored`: it is no ephemeral one. */
	delete(place: PostPlace<MessagePlace>, isStored: boolean): Promise<Refused | undefined>;
}

/** How operations that post put out the message. */
export const posted = {
	simplify: ({ message }: Posted, self: Self) => messageOutput(message, self),
	raw: ({ answer }: Posted) => answer,
};
