import type { INodeProperties } from 'n8n-workflow';
import { STATUSES } from '../../api/conversation-changes';
import type { ListQuery } from '../../api/conversation-lists';
import { literally } from '../../api/filter-values';
import type { AccountApi } from '../../api';
import { inboxes } from '../inbox/kind';
import { filterFields } from '../kinds/fields';
import { locatorOf } from '../kinds/kind';
import type { ChatwootContext } from '../operation/types';
import { hintUndefined, labelPicker, titlesFrom } from '../labelling/label-fields';
import type { ChatwootParameters } from '../parameters/parameters';
import { teams } from '../team';
import { statusOptions } from './status';

/** Filters for a list of conversations and for its counts. */

export const statusField: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [{ name: 'All', value: 'all' }, ...(statusOptions ?? [])] as INodeProperties['options'],
	default: 'open',
	description: 'Which conversations to look at: all, open, pending, resolved or snoozed',
};

const ASSIGNEES = ['all', 'assigned', 'me', 'unassigned'] as const;
const KINDS = ['mention', 'participating', 'unattended'] as const;

/** Filters that the server's counts take into account (chatwoot.md §5 List and find). */
const counted: INodeProperties[] = [
	locatorOf(inboxes, 'Only conversations in this inbox'),
	{
		displayName: 'Involvement',
		name: 'conversationType',
		type: 'options',
		options: [
			{
				name: 'Mentioned',
				value: 'mention',
				description: 'Where the user of the token is mentioned',
			},
			{
				name: 'Participating',
				value: 'participating',
				description: 'Which the user of the token follows',
			},
			{
				name: 'Unattended',
				value: 'unattended',
				description: 'Where a customer waits for an answer',
			},
		],
		default: 'unattended',
		description: 'Only such conversations: mention, participating or unattended',
	},
	{
		...labelPicker,
		description:
			'Only conversations with any of these labels. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Source ID',
		name: 'sourceId',
		type: 'string',
		default: '',
		description: 'Only conversations of the session with exactly this ID',
	},
	locatorOf(teams, 'Only conversations of this team'),
];

/** Filters that only the list itself supports. */
const uncounted: INodeProperties[] = [
	{
		displayName: 'Assignee',
		name: 'assigneeType',
		type: 'options',
		options: [
			{ name: 'Anybody or Nobody', value: 'all' },
			{ name: 'Me', value: 'me', description: 'The user of the access token' },
			{ name: 'Nobody', value: 'unassigned' },
			{ name: 'Somebody', value: 'assigned' },
		],
		default: 'all',
		description: 'Who works on the conversation: all, assigned, me or unassigned',
	},
	{
		displayName: 'Search Text',
		name: 'search',
		type: 'string',
		default: '',
		description:
			'Only conversations with this text in a message, private notes included; letter case does not matter',
	},
	{
		displayName: 'Updated Within (Minutes)',
		name: 'updatedWithin',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 60,
		description: 'Only conversations that changed in the last minutes',
	},
];

export const listFilterFields = filterFields([...counted, ...uncounted]);

export const countedFilterFields = filterFields(counted);

/** The query that the parameters describe; values that the server would ignore are refused. */
export function listQueryFrom(param: ChatwootParameters): ListQuery {
	const labels = titlesFrom(param, 'filters.labels');
	const search = param.trimmed('filters.search');
	const minutes = param.value('filters.updatedWithin');
	const query: ListQuery = {
		status: param.choice('status', ['all', ...STATUSES] as const),
		assignee_type: param.optionalChoice('filters.assigneeType', ASSIGNEES),
		conversation_type: param.optionalChoice('filters.conversationType', KINDS),
		inbox_id: param.optionalId('filters.inbox'),
		team_id: param.optionalId('filters.team'),
		labels: labels.length > 0 ? labels : undefined,
		q: search === undefined ? undefined : literally(search),
		source_id: param.trimmed('filters.sourceId'),
		updated_within:
			minutes === undefined || minutes === null
				? undefined
				: param.count('filters.updatedWithin') * 60,
	};
	if (query.assignee_type === 'all') delete query.assignee_type;
	return query;
}

/**
 * Call this when a list is empty: the server does not report inboxes and labels that do not exist
 * (chatwoot.md §5 List and find).
 */
export async function explainNothing(
	{ param, hint }: Pick<ChatwootContext, 'param' | 'hint'>,
	api: AccountApi,
	{ inbox_id: inbox, labels = [] }: ListQuery,
): Promise<void> {
	const listed = inbox === undefined ? undefined : await api.inboxes.attemptList();
	if (listed && 'body' in listed && !listed.body.some(({ id }) => id === inbox)) {
		const names = listed.body.slice(0, 20).map(({ id, name }) => `${name} (${id})`);
		param.refuse(
			'filters.inbox',
			`is not an inbox that the user of the access token sees: ${inbox}`,
			`There are: ${names.join(', ') || 'none'}.`,
		);
	}
	await hintUndefined(api, labels, hint);
}
