import type { OperationWords } from '../../../../shared/operation';
import { operation } from '../operation/operation';
import { conversation } from '../places/conversation';

/** Shows the team that the customer is typing, or stops showing it. */
export const typing = (isOn: boolean, words: OperationWords) =>
	operation({
		...words,
		on: conversation,
		async act({ api, place }) {
			await api.conversations.setTyping(place, isOn);
			return { id: place.conversation, typing: isOn };
		},
	});
