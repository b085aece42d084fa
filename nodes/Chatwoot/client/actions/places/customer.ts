import type { INodeProperties } from 'n8n-workflow';
import type { Target } from '../../../actions/operation/own-api';
import type { ChatwootParameters } from '../../../actions/parameters/parameters';

const sourceIdField: INodeProperties = {
	displayName: 'Source ID',
	name: 'sourceId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 75a377a6-ca3e-4505-8543-9e185ffb82a7',
	description:
		'By which the inbox knows the customer: the output "source_id" of Contact > Find or Create. Whoever has it can write as this customer.',
};

export function sourceIdFrom(param: ChatwootParameters): string {
	return (
		newSourceIdFrom(param, 'sourceId') ??
		param.refuse('sourceId', 'is empty', 'Contact > Find or Create puts it out as source_id.')
	);
}

/** Every later request has the ID as a part of its path, where these mean another place. */
export function newSourceIdFrom(param: ChatwootParameters, path: string): string | undefined {
	const sourceId = param.trimmed(path);
	if (sourceId !== '.' && sourceId !== '..') return sourceId;
	return param.refuse(path, `cannot be in an address: ${sourceId}`, 'Choose another one.');
}

/** A customer of the inbox. */
export const customer: Target<string> = {
	fields: [sourceIdField],
	read: sourceIdFrom,
	key: (sourceId) => `customer ${sourceId}`,
};
