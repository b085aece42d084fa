import { message } from '../kinds/message';
import { operation } from '../operation/operation';
import { reasonField } from '../content/reason';

export const deleteMessage = operation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete message',
	description: 'Empty a message for good: an own one, or any with the power level to redact',
	on: message,
	additional: [reasonField],
	read: (param) => param.optionalText('additionalFields.reason'),
	async act({ chat, place, input: reason, transactions }) {
		await chat.messages.redact(place, reason, transactions);
		return { deleted: true, id: place.message, room_id: place.room };
	},
});
