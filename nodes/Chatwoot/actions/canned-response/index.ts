import type { INodeProperties } from 'n8n-workflow';
import type { CannedResponsesApi } from '../../api/canned-responses';
import type { CannedResponse } from '../../api/types';
import type { Resource } from '../operation/context';
import { cannedResponseLocator } from '../fields';
import {
	createRecord,
	deleteRecord,
	getManyRecords,
	getRecord,
	given,
	updateRecord,
} from '../records/records';
import type { RecordKind } from '../records/records';

const cannedResponses: RecordKind<CannedResponse> = {
	one: 'a canned response',
	many: 'canned responses',
	locator: cannedResponseLocator('The canned response to work on'),
	records: (api) => api.cannedResponses,
};

const shortCodeField: INodeProperties = {
	displayName: 'Short Code',
	name: 'shortCode',
	type: 'string',
	default: '',
	placeholder: 'hello',
	description:
		'What agents type after a slash to insert the text. Letter case matters; only one canned response can have it.',
};

const contentField: INodeProperties = {
	displayName: 'Content',
	name: 'content',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	description:
		'The text, in Markdown. Variables such as {{contact.name}} are filled in when an agent inserts it.',
};

export const cannedResponse: Resource = {
	name: 'Canned Response',
	value: 'cannedResponse',
	description: 'Texts that are ready to be sent',
	operations: [
		createRecord(cannedResponses, {
			description: 'Create a prepared answer that agents insert by its short code',
			properties: [shortCodeField, contentField],
			fieldsFrom: (param) => ({
				short_code: param.requiredText('shortCode').trim(),
				content: param.requiredText('content'),
			}),
			// The server lets two with one short code through when they come at once (chatwoot.md §2).
			orderKey: ({ param }) => `canned response ${param.text('shortCode').trim()}`,
		}),
		deleteRecord(cannedResponses, { description: 'Delete a canned response' }),
		getRecord(cannedResponses, { description: 'Get one canned response' }),
		getManyRecords(cannedResponses, {
			description: 'Get the canned responses of the account, or those that contain a text',
			properties: [
				{
					displayName: 'Search',
					name: 'search',
					type: 'string',
					default: '',
					description:
						'Only those with this text in short code or content; letter case does not matter, and % stands for any text. Hits in the short code come first.',
				},
			],
			search(param) {
				const text = param.trimmed('search');
				if (text === undefined) return async (records) => await records.list();
				return async (records) => await (records as CannedResponsesApi).search(text);
			},
		}),
		updateRecord(cannedResponses, {
			description: 'Change the short code or the text of a canned response',
			options: [contentField, shortCodeField],
			fieldsFrom: (param) =>
				given({
					short_code: param.trimmed('updateFields.shortCode'),
					content: param.optionalText('updateFields.content'),
				}),
		}),
	],
};
