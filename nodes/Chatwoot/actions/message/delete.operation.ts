import type { INodeProperties } from 'n8n-workflow';
import { conversations } from '../conversation/kind';
import { operation } from '../operation/operation';
import type { ChatwootParameters } from '../parameters/parameters';
import { messages } from './kind';
import { allWith, messageKeyField } from './message-key';

const keyInsteadField: INodeProperties = {
	...messageKeyField,
	description:
		'Instead of the ID: the key with which the message was written; of <i>As Several Messages</i>, all go. If none of the newest 100 messages of the conversation has it, from the user of the access token, nothing is deleted and the item says so.',
};

export const deleteMessage = operation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete message',
	description:
		'Take text and files of a message away for good, also of a customer; a line that says so stays',
	on: conversations,
	fields: [messages.locator, keyInsteadField],
	read: wantedFrom,
	async act({ chatwoot, api, id: conversation, input: { message, key } }) {
		const ids =
			message === undefined
				? (await allWith(chatwoot, api, conversation, key!)).map(({ id }) => id)
				: [message];
		const step = api.requester.steps();
		for (const id of ids) await step(async () => await api.messages.delete(conversation, id));
		return { deleted: ids.length > 0, id: ids.at(-1), conversation_id: conversation };
	},
});

/** The message by its ID or by its key. */
function wantedFrom(param: ChatwootParameters): { message?: number; key?: string } {
	const key = param.trimmed('messageKey');
	if (key === undefined) return { message: param.id('message') };
	if (param.optionalId('message') === undefined) return { key };
	return param.refuse('messageKey', 'does not go with a Message ID', 'Leave one of them empty.');
}
