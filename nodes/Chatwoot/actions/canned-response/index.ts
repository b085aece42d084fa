import { onOneLine } from '../../../shared/text';
import type { CannedResponsesApi } from '../../api/canned-responses';
import type { CannedResponse } from '../../api/types';
import { name, text } from '../kinds/fields';
import { noRecordsYet, recordKind } from '../kinds/kind';
import type { Resource } from '../operation/types';
import {
	createRecord,
	deleteRecord,
	getManyRecords,
	getRecord,
	updateRecord,
} from '../records/records';

export const cannedResponses = recordKind<CannedResponse>({
	noun: 'canned response',
	example: '6',
	records: (api) => api.cannedResponses,
	picker: {
		entry: ({ id, short_code, content }) => ({
			name: `${short_code}: ${onOneLine(content, 60)}`,
			value: id,
		}),
		nothing: noRecordsYet('canned response'),
	},
	fields: [
		name(
			'short_code',
			{
				displayName: 'Short Code',
				name: 'shortCode',
				placeholder: 'e.g. hello',
				description:
					'What agents type after a slash to insert the text. Letter case matters; only one canned response can have it.',
			},
			{ isNeeded: true },
		),
		text(
			'content',
			{
				displayName: 'Text',
				name: 'text',
				typeOptions: { rows: 4 },
				description:
					'The text, in Markdown. Variables such as {{contact.name}} are filled in when an agent inserts it.',
			},
			{ isNeeded: true },
		),
	],
});

export const cannedResponse: Resource = {
	name: 'Canned Response',
	value: 'cannedResponse',
	description: 'Texts that are ready to be sent',
	kind: cannedResponses,
	operations: [
		createRecord(cannedResponses, {
			description: 'Create a prepared answer that agents insert by its short code',
			// The server accepts two with the same short code when they arrive at once (chatwoot.md §2).
			orderKey: ({ param }) => `canned response ${param.text('shortCode').trim()}`,
		}),
		deleteRecord(cannedResponses, { description: 'Delete a canned response' }),
		getRecord(cannedResponses, { description: 'Get one canned response' }),
		getManyRecords(cannedResponses, {
			description: 'Get the canned responses of the account, or those that contain a text',
			fields: [
				{
					displayName: 'Search Text',
					name: 'search',
					type: 'string',
					default: '',
					description:
						'Only those with this text in short code or content; letter case does not matter, and % stands for any text. Hits in the short code come first.',
				},
			],
			search(param) {
				const wanted = param.trimmed('search');
				if (wanted === undefined) return async (records) => await records.list();
				return async (records) => await (records as CannedResponsesApi).search(wanted);
			},
		}),
		updateRecord(cannedResponses, {
			description: 'Change the short code or the text of a canned response',
		}),
	],
};
