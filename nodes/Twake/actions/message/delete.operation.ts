import type { Operation } from '../context';
import { messageFields } from '../fields';

export const deleteMessage: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete a message',
	description: 'Withdraw a message that the application posted, for good',
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
	async run({ twake, param }) {
		const place = param.message();
		const { thread: thread_id, message: id } = place;
		// Twake says "success" to the deletion of anything (twake-api.md §7): look before.
		if (!param.boolean('isEphemeral')) {
			const found = await twake.messages.get(place);
			const wayOut = 'It may have been deleted already.';
			if (!found) param.refuse('message', 'does not exist in this thread', wayOut);
		}
		await twake.messages.delete(place);
		return { deleted: true, id, thread_id };
	},
};
