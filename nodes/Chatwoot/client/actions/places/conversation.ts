import { locator } from '../../../../shared/locator';
import { ID } from '../../../actions/kinds/kind';
import type { Target } from '../../../actions/operation/own-api';
import type { ConversationPlace } from '../../../api/client/place';
import { customer, sourceIdFrom } from './customer';

const conversationLocator = locator({
	displayName: 'Conversation',
	name: 'conversation',
	description: 'The conversation by its number, as in the output "id" of Conversation > Create',
	list: { method: 'searchConversations' },
	id: '42',
	pattern: ID,
});

/** A conversation of a customer. */
export const conversation: Target<ConversationPlace> = {
	fields: [...customer.fields, conversationLocator],
	read: (param) => ({ sourceId: sourceIdFrom(param), conversation: param.id('conversation') }),
	key: ({ sourceId, conversation: id }) => `conversation ${id} of ${sourceId}`,
};
