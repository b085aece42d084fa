import type { IDataObject } from 'n8n-workflow';
import { isSame } from '../../../shared/json';
import type { AccountApi } from '../../api';
import type { Conversation } from '../../api/types';
import type { ChatwootParameters } from '../parameters/parameters';
import { refuseAccident } from '../attributes/custom-attributes';
import { conversationAttributesAt } from '../attributes/place';
import { agentIn, botIn, refuseBoth } from './assignment';
import { changedAttributes, customAttributesAt } from './attributes';
import { priorityFrom } from './priority';
import { statusAt } from './status';

const PLACE = 'updateFields';

export const ATTRIBUTES = conversationAttributesAt(`${PLACE}.customAttributes`);

export type ConversationChange = ReturnType<typeof changeFrom>;

/** What the parameters change; undefined values stay as they are. */
export function changeFrom(param: ChatwootParameters) {
	const attributes = customAttributesAt(param, ATTRIBUTES.json);
	const modePath = `${PLACE}.attributesMode`;
	const mode = param.optionalChoice(modePath, ['merge', 'replace'] as const);
	const { status, until } = statusAt(param, PLACE);
	const assigned = {
		assignee: ownerFrom(param, 'assignee', 'removeAssignee'),
		agentBot: param.optionalId(`${PLACE}.agentBot`),
	};
	refuseBoth(param, assigned, `${PLACE}.`);
	// With nothing given, replacing all means an empty set.
	const isSet = attributes !== undefined || mode === 'replace';
	if (isSet && attributes === undefined) refuseAccident(param, ATTRIBUTES);
	return {
		status,
		until,
		priority: priorityFrom(param, `${PLACE}.priority`),
		...assigned,
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
 * Sends what differs, and returns it. The status goes first because opening may assign the token's
 * user; the team before the agent because a new team may remove the agent (chatwoot.md §5).
 * `changed` is filled along the way, so that the caller of a failed change knows what was done.
 */
export async function applyChange(
	{ conversationChanges, assignments, requester }: AccountApi,
	before: Conversation,
	{ status, until, priority, assignee, agentBot, team, attributes }: Partial<ConversationChange>,
	changed: string[] = [],
): Promise<string[]> {
	const { id, meta } = before;
	const step = requester.steps();
	const isSnoozedSo =
		status !== 'snoozed' || secondsOf(before.snoozed_until) === secondsOf(until?.toISOString());
	if (status !== undefined && (status !== before.status || !isSnoozedSo)) {
		await step(async () => await conversationChanges.setStatus(id, status, until));
		changed.push('status');
	}
	const isOpened = changed.length > 0 && status === 'open';
	const isMoved = team !== undefined && team !== (meta.team?.id ?? null);
	if (isMoved) {
		await step(async () => await assignments.assignTeam(id, team));
		changed.push('team');
	}
	const mayHaveChanged = isOpened || isMoved;
	if (assignee !== undefined && (mayHaveChanged || assignee !== agentIn(before))) {
		await step(async () => await assignments.assignAgent(id, assignee));
		changed.push('assignee');
	}
	if (agentBot !== undefined && (mayHaveChanged || agentBot !== botIn(before))) {
		await step(async () => await assignments.assignBot(id, agentBot));
		changed.push('agent_bot');
	}
	if (priority !== undefined && priority !== before.priority) {
		await step(async () => await conversationChanges.setPriority(id, priority));
		changed.push('priority');
	}
	if (attributes) {
		const wantedFrom = (now: IDataObject) => changedAttributes(now, attributes);
		if (!isSame(wantedFrom(before.custom_attributes), before.custom_attributes)) {
			await step(async () => await conversationChanges.changeAttributes(id, wantedFrom));
			changed.push('custom_attributes');
		}
	}
	return changed;
}

/** The time in whole seconds; the server cuts fractions. */
function secondsOf(time: string | null | undefined): number | undefined {
	return time ? Math.floor(Date.parse(time) / 1000) : undefined;
}
