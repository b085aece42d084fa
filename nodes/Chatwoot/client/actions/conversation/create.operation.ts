import { additionalFields } from '../../../../shared/fields';
import { operation } from '../operation/operation';
import { customer } from '../places/customer';
import { conversationOutput } from './output';

export const createConversation = operation({
	name: 'Create',
	value: 'create',
	action: 'Create conversation',
	description:
		'Begin a conversation as the customer; where an inbox has one for each contact, the last one comes back',
	on: customer,
	fields: [
		additionalFields([
			{
				displayName: 'Custom Attributes (JSON)',
				name: 'customAttributes',
				type: 'json',
				default: '{}',
				description:
					'Custom attributes of the conversation as a JSON object with attribute keys, for example {"order_id": "A-1"}. They are kept as given.',
			},
		]),
	],
	read: (param) => param.optionalObject('additionalFields.customAttributes'),
	act: async ({ api, place, input }) => await api.conversations.create(place, input),
	simplify: conversationOutput,
});
