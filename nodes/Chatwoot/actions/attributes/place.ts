import type { AttributeModel } from '../../api/attributes';

/** Where an operation takes custom attributes from. */
export interface AttributePlace {
	model: AttributeModel;
	/** The parameter with a field for each attribute that the account defines. */
	mapper: string;
	/** The path of the JSON object. */
	json: string;
}

/** Those of a contact, as an entry of one of these collections. */
export function contactAttributesIn(
	collection: 'additionalFields' | 'newContact' | 'updateFields',
): AttributePlace {
	return {
		model: 'contact_attribute',
		mapper: collection === 'newContact' ? 'newContactAttributes' : 'contactAttributes',
		json: `${collection}.customAttributes`,
	};
}

/**
 * Those of a conversation, by the path of the JSON. The fields have a name of their own: what was
 * entered for a contact would otherwise stay when the resource is switched.
 */
export function conversationAttributesAt(json: string): AttributePlace {
	return { model: 'conversation_attribute', mapper: 'conversationAttributes', json };
}
