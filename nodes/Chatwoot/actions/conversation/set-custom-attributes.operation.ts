import { refuseAccident } from '../attributes/custom-attributes';
import { attributeMapper, customAttributesField } from '../attributes/fields';
import { conversationAttributesAt } from '../attributes/place';
import type { Operation } from '../operation/types';
import {
	attributesModeField,
	changedAttributes,
	customAttributesAt,
	isSame,
	withTypes,
} from './attributes';
import { onConversation } from './on-conversation';

export const setCustomAttributes: Operation = {
	name: 'Set Custom Attributes',
	value: 'setCustomAttributes',
	action: 'Set custom attributes of a conversation',
	access: 'bots',
	description: 'Change custom attributes of a conversation and keep or remove the others',
	...onConversation({
		fields: [
			attributeMapper(conversationAttributesAt('customAttributes')),
			customAttributesField('conversation'),
			attributesModeField,
			{
				displayName: 'Attributes to Remove',
				name: 'removedAttributes',
				type: 'string',
				default: '',
				placeholder: 'order_id, plan',
				description: 'Keys of attributes that are taken away, separated by commas',
			},
		],
		read(param) {
			const mode = param.choice('attributesMode', ['merge', 'replace']);
			const given = customAttributesAt(param, 'customAttributes');
			const removed = param.names('removedAttributes');
			if (mode === 'merge' && given === undefined && removed.length === 0) {
				param.refuse('customAttributes', 'is empty', 'Give at least one attribute.');
			}
			if (mode === 'replace' && given === undefined)
				refuseAccident(param, conversationAttributesAt('customAttributes'));
			return { attributes: given ?? {}, mode, removed };
		},
		async act(api, id, change, { param }) {
			const attributes = await withTypes(param, api, change.attributes, 'customAttributes');
			const { custom_attributes: before } = await api.conversations.get(id);
			const wanted = changedAttributes(before, { ...change, attributes: attributes ?? {} });
			if (isSame(before, wanted)) return { id, custom_attributes: before, changed: false };
			const custom_attributes = await api.conversationChanges.setAttributes(id, wanted);
			return { id, custom_attributes, changed: true };
		},
	}),
};
