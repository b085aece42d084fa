import type { IDataObject } from 'n8n-workflow';
import { refuseAccident } from '../attributes/custom-attributes';
import { attributeMapper, customAttributesField } from '../attributes/fields';
import { attributeKeysField } from '../attributes/keys';
import { conversationAttributesAt } from '../attributes/place';
import { operation } from '../operation/operation';
import {
	attributesModeField,
	changedAttributes,
	customAttributesAt,
	withTypes,
} from './attributes';
import { conversations } from './kind';

const PLACE = conversationAttributesAt('customAttributes');

export const setCustomAttributes = operation({
	name: 'Set Custom Attributes',
	value: 'setCustomAttributes',
	action: 'Set custom attributes of conversation',
	access: 'bots',
	description: 'Change custom attributes of a conversation and keep or remove the others',
	on: conversations,
	fields: [
		attributeMapper(PLACE),
		customAttributesField('conversation'),
		attributesModeField,
		attributeKeysField('Keys of attributes that are taken away, separated by commas'),
	],
	read(param) {
		const mode = param.choice('attributesMode', ['merge', 'replace']);
		const attributes = customAttributesAt(param, 'customAttributes');
		const removed = param.names('attributeKeys');
		if (mode === 'merge' && attributes === undefined && removed.length === 0) {
			param.refuse('customAttributes', 'is empty', 'Give at least one attribute.');
		}
		if (mode === 'replace' && attributes === undefined) refuseAccident(param, PLACE);
		return { attributes: attributes ?? {}, mode, removed };
	},
	async act({ api, id, param, input: change }) {
		const attributes = await withTypes(param, api, change.attributes, 'customAttributes');
		const all = { ...change, attributes: attributes ?? {} };
		const wantedFrom = (before: IDataObject) => changedAttributes(before, all);
		return { id, ...(await api.conversationChanges.changeAttributes(id, wantedFrom)) };
	},
});
