import type { AttributeModel } from '../../api/attributes';

/** The parameters from which an operation takes custom attributes. */
export interface AttributePlace {
	model: AttributeModel;
	/** The parameter with a field for each attribute that the account defines. */
	mapper: string;
	/** The path of the JSON object. */
	json: string;
}

/** The attributes of a contact, in one of these collections. */
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
 * The attributes of a conversation, with the path of the JSON. The mapper has a name of its own:
 * otherwise values entered for a contact would stay when the resource is switched.
 */
export function conversationAttributesAt(json: string): AttributePlace {
	return { model: 'conversation_attribute', mapper: 'conversationAttributes', json };
}
