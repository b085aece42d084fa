import type { INodeProperties } from 'n8n-workflow';
import type { ChatwootParameters } from '../parameters/parameters';

/** Which attributes to remove. */
export function attributeKeysField(description: string): INodeProperties {
	return {
		displayName: 'Attribute Keys',
		name: 'attributeKeys',
		type: 'string',
		default: '',
		placeholder: 'e.g. plan, seats',
		description,
	};
}

/** The field of an operation that only removes. */
export function keysToDeleteField(noun: string): INodeProperties {
	return attributeKeysField(
		`Keys of the attributes, separated by commas, or a list from an expression. Keys that the ${noun} does not have do not matter.`,
	);
}

export function keysToDelete(param: ChatwootParameters): string[] {
	const keys = param.names('attributeKeys');
	return keys.length > 0
		? keys
		: param.refuse('attributeKeys', 'is empty', 'Name at least one attribute.');
}
