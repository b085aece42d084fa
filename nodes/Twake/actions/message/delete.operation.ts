import { messageOrKey } from '../kinds/message';
import { threadKey } from '../kinds/thread';
import { operation } from '../operation/operation';

export const deleteMessage = operation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete message',
	description: 'Withdraw a message that the application posted, for good',
	inLegacyApi: true,
	on: messageOrKey,
	fields: [
		{
			displayName: 'Only Visible to One User',
			name: 'isEphemeral',
			type: 'boolean',
			default: false,
			description:
				'Whether the message was posted for one person only. Twake does not store such messages, so whether it was there cannot be checked.',
		},
	],
	orderKey: threadKey,
	read: (param) => ({ isStored: !param.boolean('isEphemeral') }),
	async act({ twake, posts, place: { key, ...place }, input: { isStored }, refuse }) {
		const { thread } = place;
		const message =
			key === undefined ? place.message : (await twake.keyedThreads.message(place, key))?.id;
		if (message === undefined) return { deleted: false, thread_id: thread };
		const refused = await posts.delete({ ...place, message }, isStored);
		if (refused) return refuse('message', refused.problem, refused.wayOut);
		return { deleted: true, id: message, thread_id: thread };
	},
});
