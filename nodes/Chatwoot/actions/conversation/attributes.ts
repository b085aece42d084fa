import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { AccountApi } from '../../api';
import { problemOfAttributes } from '../../api/conversation-attributes';
import { checkedAttributes, customAttributesFrom } from '../attributes/custom-attributes';
import { conversationAttributesAt } from '../attributes/place';
import type { ChatwootParameters } from '../parameters/parameters';

/**
 * Attributes at a path, undefined when there are none. Values that the server would refuse are
 * refused here.
 */
export function attributesAt(param: ChatwootParameters, path: string): IDataObject | undefined {
	return accepted(param, path, param.optionalObject(path));
}

/** Custom attributes from the fields and the JSON at a path; see `withTypes`. */
export function customAttributesAt(
	param: ChatwootParameters,
	path: string,
): IDataObject | undefined {
	return accepted(param, path, customAttributesFrom(param, conversationAttributesAt(path)));
}

function accepted(
	param: ChatwootParameters,
	path: string,
	attributes: IDataObject | undefined,
): IDataObject | undefined {
	if (!attributes || Object.keys(attributes).length === 0) return undefined;
	const problem = problemOfAttributes(attributes);
	return problem ? param.refuse(path, problem) : attributes;
}

/** Custom attributes in the types that the account defines; values that do not fit are refused. */
export async function withTypes(
	param: ChatwootParameters,
	api: AccountApi,
	attributes: IDataObject | undefined,
	path: string,
): Promise<IDataObject | undefined> {
	return await checkedAttributes(param, api, conversationAttributesAt(path), attributes);
}

export const attributesModeField: INodeProperties = {
	displayName: 'Other Attributes',
	name: 'attributesMode',
	type: 'options',
	options: [
		{ name: 'Keep', value: 'merge', description: 'Change only the attributes that are given' },
		{ name: 'Remove', value: 'replace', description: 'Leave only the attributes that are given' },
	],
	default: 'merge',
	description:
		'What happens to attributes that are not given: merge keeps them, replace removes them',
};

export interface AttributeChange {
	attributes: IDataObject;
	mode: 'merge' | 'replace';
	/** Keys to remove. */
	removed: string[];
}

/** The attributes that result from a change. */
export function changedAttributes(
	before: IDataObject,
	{ attributes, mode, removed }: AttributeChange,
): IDataObject {
	const all = mode === 'merge' ? { ...before, ...attributes } : attributes;
	return Object.fromEntries(Object.entries(all).filter(([key]) => !removed.includes(key)));
}
