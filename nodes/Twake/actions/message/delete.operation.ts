import type { Operation } from '../context';
import { messageFields } from '../fields';

export const deleteMessage: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete a message',
	description: 'Withdraw a message that the application posted, for good',
	inLegacyApi: true,
	properties: [
		...messageFields,
		{
			displayName: 'Only Visible to One User',
			name: 'isEphemeral',
			type: 'boolean',
			default: false,
			description:
				'Whether the message was posted for one person only. Twake does not store such messages, so whether it was there cannot be checked.',
		},
	],
	orderKey: ({ param }) => param.thread().thread,
	async run({ posts, param }) {
		const place = param.message();
		const { thread: thread_id, message: id } = place;
		await posts.delete(place);
		return { deleted: true, id, thread_id };
	},
};
