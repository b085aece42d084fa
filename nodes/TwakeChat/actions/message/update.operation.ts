import { edited, KINDS } from '../../api/content';
import { currentContent, threadOf } from '../../api/output';
import { readMessage } from '../content/draft';
import { contentFields, kindField, mentionFields } from '../content/fields';
import { message } from '../kinds/message';
import { operation } from '../operation/operation';
import { existingMessage } from '../sending/existing';
import { refuseUnsuitable, sent } from '../sending/send';

export const updateMessage = operation({
	name: 'Update',
	value: 'update',
	action: 'Update message',
	description: 'Change a message that the account sent',
	on: message,
	fields: contentFields,
	additional: [kindField, ...mentionFields],
	isKeyed: true,
	read: (param) => ({
		content: readMessage(param),
		kind: param.optionalChoice('additionalFields.messageType', KINDS),
	}),
	async act(call) {
		const { chat, place, input, transactions, refuse } = call;
		const { room } = place;
		await refuseUnsuitable(call, room);
		const original = await existingMessage(call, place);
		// The server would accept the change and show it to nobody (matrix.md §6 Edit).
		if (original.sender !== (await chat.account.me())) {
			refuse('message', `is one of ${original.sender}`, 'Only own messages can be changed.');
		}
		if (original.type !== 'm.room.message' || original.content.url !== undefined) {
			refuse('message', 'is no text', 'Only texts can be changed. Delete it and send another one.');
		}
		const { event_id: id } = original;
		// A notice that became a text would be answered by other bots.
		const before = KINDS.find((kind) => kind === currentContent(original).msgtype);
		const content = { ...input.content, msgtype: input.kind ?? before ?? 'm.text' };
		const change = edited(id, content);
		const edit = await chat.messages.send({ room }, change, transactions, ['update', id]);
		return { ...sent(room, id, content), thread_id: threadOf(original) ?? id, edit_id: edit };
	},
});
