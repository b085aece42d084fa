import type { IDataObject } from 'n8n-workflow';
import { toldOf } from '../../../shared/refused-files';
import type { Message, MessageContent } from '../../api/content';
import { messageOutput } from '../../api/output';
import type { Self } from '../../api/output';
import type { ChannelPlace, MessagePlace, ThreadPlace } from '../../api/places';

/** A message whose attachments, given by binary fields, are not uploaded yet. */
export interface MessageDraft extends MessageContent {
	attachments: string[];
	/** What stands below the text if the server refuses the files for good. */
	insteadOfFiles?: string;
}

/** A message that was posted or changed, and the unchanged answer. */
export interface Posted {
	message: Message;
	answer: IDataObject;
	/** Why files were left out. */
	filesRefused?: string;
}

/** With the channel, which the legacy API needs. */
export type PostPlace<Place> = Place & { channel?: string };

/** Why nothing was done; completes a sentence about the message. */
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
	/** The result holds the message that Twake has now: it may have ignored the change. */
	update(place: PostPlace<MessagePlace>, change: MessageContent, mayJoin: boolean): Promise<Posted>;
	/**
	 * Why the message was not withdrawn, if that is known; `isStored`: it is not an ephemeral one.
	 */
	delete(place: PostPlace<MessagePlace>, isStored: boolean): Promise<Refused | undefined>;
}

/** How operations that post output the message. */
export const posted = {
	simplify: ({ message, filesRefused }: Posted, self: Self) => ({
		...messageOutput(message, self),
		...toldOf(filesRefused),
	}),
	raw: ({ answer, filesRefused }: Posted) => ({ ...answer, ...toldOf(filesRefused) }),
};
