import type { IDataObject } from 'n8n-workflow';
import type { AccountApi } from '../../api';
import type { Conversation } from '../../api/types';
import { attributeMapper } from '../attributes';
import type { Operation } from '../context';
import {
	accountLocator,
	assigneeLocator,
	conversationLocator,
	customAttributesField,
	simplifyField,
	teamLocator,
} from '../fields';
import { conversationOutput } from '../output';
import type { ChatwootParameters } from '../parameters';
import { agentIn, checkKnown } from './assignment';
import {
	attributesModeField,
	changedAttributes,
	customAttributesAt,
	isSame,
	withTypes,
} from './attributes';
import { conversationKey } from './key';
import { priorityField, priorityFrom } from './priority';
import { snoozedUntilField, statusAt, statusOptions } from './status';

const PLACE = 'updateFields';

export const updateConversation: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update a conversation',
	description:
		'Change status, priority, assignee, team and custom attributes of a conversation at once; only what differs is sent',
	properties: [
		accountLocator,
		conversationLocator,
		{
			displayName: 'Update Fields',
			name: PLACE,
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				assigneeLocator,
				customAttributesField('conversation'),
				attributesModeField,
				priorityField,
				{
					displayName: 'Remove Assignee',
					name: 'removeAssignee',
					type: 'boolean',
					default: true,
					description: 'Whether to take the conversation away from its agent',
				},
				{
					displayName: 'Remove Team',
					name: 'removeTeam',
					type: 'boolean',
					default: true,
					description: 'Whether to take the conversation away from its team',
				},
				snoozedUntilField,
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: statusOptions,
					default: 'open',
					description:
						'The new status: open, pending, resolved or snoozed. With the access token of an agent, opening also assigns the conversation to that agent.',
				},
				teamLocator,
			],
		},
		attributeMapper('conversation_attribute', 'Update Fields > Custom Attributes'),
		simplifyField,
	],
	orderKey: conversationKey,
	async run({ param, baseUrl, account }) {
		const id = param.id('conversation');
		const wanted = wantedFrom(param);
		if (Object.values(wanted).every((value) => value === undefined)) {
			param.refuse(PLACE, 'is empty', 'Add at least one field to change.');
		}
		const api = await account();
		await checkKnown(param, api, wanted, `${PLACE}.`);
		const { attributes: set } = wanted;
		if (set) {
			const path = `${PLACE}.customAttributes`;
			set.attributes = (await withTypes(param, api, set.attributes, path)) ?? {};
		}
		const before = await api.conversations.get(id);
		const changed = await change(api, before, wanted);
		const after = changed.length > 0 ? await api.conversations.get(id) : before;
		const shown = param.boolean('simplify') ? conversationOutput(after, baseUrl) : after;
		return { ...shown, changed };
	},
};

type Wanted = ReturnType<typeof wantedFrom>;

function wantedFrom(param: ChatwootParameters) {
	const attributes = customAttributesAt(param, `${PLACE}.customAttributes`);
	const modePath = `${PLACE}.attributesMode`;
	const mode = param.optionalChoice(modePath, ['merge', 'replace'] as const);
	const { status, until } = statusAt(param, PLACE);
	// Nothing given and all others removed: an empty set.
	const isSet = attributes !== undefined || mode === 'replace';
	return {
		status,
		until,
		priority: priorityFrom(param, `${PLACE}.priority`),
		assignee: ownerFrom(param, 'assignee', 'removeAssignee'),
		team: ownerFrom(param, 'team', 'removeTeam'),
		attributes: isSet
			? { attributes: attributes ?? {}, mode: mode ?? ('merge' as const), removed: [] }
			: undefined,
	};
}

function ownerFrom(
	param: ChatwootParameters,
	name: string,
	remove: string,
): number | null | undefined {
	const id = param.optionalId(`${PLACE}.${name}`);
	if (!param.boolean(`${PLACE}.${remove}`)) return id;
	if (id === undefined) return null;
	return param.refuse(`${PLACE}.${remove}`, `does not go with a new ${name}`);
}

/**
 * Sends what differs, and tells what that was. The status first: opening may assign the user of the
 * token; the team before the agent: a new team may drop the agent (chatwoot-api.md §5).
 */
async function change(
	{ conversationChanges, assignments }: AccountApi,
	before: Conversation,
	{ status, until, priority, assignee, team, attributes }: Wanted,
): Promise<string[]> {
	const { id, meta } = before;
	const changed: string[] = [];
	const isSnoozedSo =
		status !== 'snoozed' || secondsOf(before.snoozed_until) === secondsOf(until?.toISOString());
	if (status !== undefined && (status !== before.status || !isSnoozedSo)) {
		await conversationChanges.setStatus(id, status, until);
		changed.push('status');
	}
	const isOpened = changed.length > 0 && status === 'open';
	const isMoved = team !== undefined && team !== (meta.team?.id ?? null);
	if (isMoved) {
		await assignments.assignTeam(id, team);
		changed.push('team');
	}
	const mayHaveChanged = isOpened || isMoved;
	if (assignee !== undefined && (mayHaveChanged || assignee !== agentIn(before))) {
		await assignments.assignAgent(id, assignee);
		changed.push('assignee');
	}
	if (priority !== undefined && priority !== before.priority) {
		await conversationChanges.setPriority(id, priority);
		changed.push('priority');
	}
	const all: IDataObject | undefined =
		attributes && changedAttributes(before.custom_attributes, attributes);
	if (all && !isSame(all, before.custom_attributes)) {
		await conversationChanges.setAttributes(id, all);
		changed.push('custom_attributes');
	}
	return changed;
}

/** Whole seconds of an ISO time; the server cuts the rest. */
function secondsOf(time: string | null | undefined): number | undefined {
	return time ? Math.floor(Date.parse(time) / 1000) : undefined;
}
