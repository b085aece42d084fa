import { filtered, take } from '../../../../shared/pages';
import type { Target } from '../../../actions/operation/own-api';
import type { ConversationPlace } from '../../../api/client/place';
import { operation } from '../operation/operation';
import { conversation } from '../places/conversation';
import { answerFields, givenFrom, submittedFor } from './answers';
import { messageOutput } from './output';

interface MessagePlace extends ConversationPlace {
	message: number;
}

const message: Target<MessagePlace> = {
	fields: [
		...conversation.fields,
		{
			displayName: 'Message ID',
			name: 'message',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1234',
			description: 'The ID of the message that asks, from the output of Message > Get Many',
		},
	],
	read: (param) => ({ ...conversation.read(param), message: param.id('message') }),
	key: conversation.key,
};

export const answerMessage = operation({
	name: 'Answer',
	value: 'answer',
	action: 'Answer message with options or form',
	description: 'Answer a message that offers options or a form, as the customer',
	on: message,
	fields: answerFields,
	read: givenFrom,
	async act({ api, param, place, input }) {
		const isIt = ({ id }: { id: number }) => id === place.message;
		const found = (await take(filtered(api.messages.newestFirst(place), isIt), 1)).at(0);
		if (!found) {
			const { conversation: id } = place;
			return param.refuse('message', `is not in conversation ${id}: ${place.message}`);
		}
		return await api.messages.submit(place, found.id, submittedFor(param, found, input));
	},
	simplify: messageOutput,
});
