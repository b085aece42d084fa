import type { INodeProperties } from 'n8n-workflow';
import { capitalised } from '../../../shared/text';
import type { AttributeModel } from '../../api/attributes';
import type { AttributePlace } from './place';

/** How custom attributes are entered: as fields from the account's definitions, or as JSON. */

const METHODS: Record<AttributeModel, string> = {
	contact_attribute: 'getContactAttributeFields',
	conversation_attribute: 'getConversationAttributeFields',
};

/** The collections that may contain the JSON, as the editor shows them. */
const COLLECTIONS: Record<string, string> = {
	additionalFields: 'Additional Fields > ',
	newContact: 'New Contact > ',
	updateFields: 'Update Fields > ',
};

/** One field per custom attribute that the account defines, with its type and options. */
export function attributeMapper({ model, mapper, json }: AttributePlace): INodeProperties {
	const displayName = titleOf(mapper);
	const collection = COLLECTIONS[json.split('.')[0]] ?? '';
	return {
		displayName,
		name: mapper,
		type: 'resourceMapper',
		default: { mappingMode: 'defineBelow', value: null },
		noDataExpression: true,
		description: `Values for the custom attributes that the account defines; fields left empty are not sent. ${collection}Custom Attributes (JSON) takes them as JSON instead.`,
		typeOptions: {
			loadOptionsDependsOn: ['account.value'],
			resourceMapper: {
				resourceMapperMethod: METHODS[model],
				mode: 'add',
				// The name of the parameter in the editor.
				valuesLabel: displayName,
				fieldWords: { singular: 'attribute', plural: 'attributes' },
				addAllFields: false,
				multiKeyMatch: false,
				supportAutoMap: false,
			},
		},
	};
}

/** Turns `newContactAttributes` into `New Contact Attributes`. */
function titleOf(name: string): string {
	const words = name.replace(/[A-Z]/g, (letter) => ` ${letter}`);
	return capitalised(words);
}

export function customAttributesField(of: string): INodeProperties {
	return {
		displayName: 'Custom Attributes (JSON)',
		name: 'customAttributes',
		type: 'json',
		default: '{}',
		description: `Custom attributes of the ${of} as a JSON object with attribute keys, for example {"plan": "pro"}. A value of an attribute that the account defines is turned into its type, or refused; dates are written as 2030-01-31.`,
	};
}

export function additionalAttributesField(of: string): INodeProperties {
	return {
		displayName: 'Additional Attributes',
		name: 'additionalAttributes',
		type: 'json',
		default: '{}',
		description: `Further attributes of the ${of} as a JSON object, kept beside the custom attributes`,
	};
}
