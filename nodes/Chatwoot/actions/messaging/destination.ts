import type { AccountApi } from '../../api';
import type { Conversation } from '../../api/types';

/** Where a message goes; asked only when something in the message depends on it. */
export interface Destination {
	inbox(): Promise<number>;
	/** The type of the inbox, such as `Channel::Api`; undefined when it cannot be determined. */
	channel(): Promise<string | undefined>;
	/**
	 * Whether contact and conversation may have to be created first: they would stay behind if the
	 * message is refused.
	 */
	mayMake: boolean;
}

export function toInbox({ inboxes }: AccountApi, inbox: number): Destination {
	let channel: Promise<string | undefined> | undefined;
	return {
		mayMake: true,
		inbox: async () => inbox,
		channel: async () => await (channel ??= inboxes.channelOf(inbox)),
	};
}

export function toConversation({ conversations }: AccountApi, id: number): Destination {
	let reading: Promise<Conversation> | undefined;
	const conversation = async () => await (reading ??= conversations.get(id));
	return {
		mayMake: false,
		inbox: async () => (await conversation()).inbox_id,
		channel: async () => (await conversation()).meta.channel,
	};
}
