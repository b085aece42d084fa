import type { IDataObject } from 'n8n-workflow';
import type { Result } from '../../../shared/request';
import type { AccountApi } from '../../api';
import type { Conversation } from '../../api/types';
import { agents } from '../agent/kind';
import { locatorOf } from '../kinds/kind';
import type { ChatwootParameters } from '../parameters/parameters';
import { teams } from '../team';

const asAssignee = { displayName: 'Assignee', name: 'assignee' };

export const assigneeLocator = locatorOf(
	agents,
	'The agent (user of the account) who is to work on the conversation',
	asAssignee,
);

/** The server takes bots in its call for assigning only (chatwoot.md §5). */
export const agentOnlyLocator = locatorOf(
	agents,
	'The agent (user of the account) who is to work on the conversation. A bot can be assigned with Assign and Update.',
	asAssignee,
);

export const teamLocator = locatorOf(teams, 'The team that is to work on the conversation');

export const BOT_WORKS =
	'The bot that is to work on the conversation, in place of an agent. Agent Bot > Get Many lists the bots. Needs Chatwoot 4.8 or newer.';

interface Assignment {
	assignee?: number;
	team?: number;
}

/** Who works on a conversation: an agent, null for nobody, undefined for a bot. */
export function agentIn({ meta }: Conversation): number | null | undefined {
	return meta.assignee_type === 'AgentBot' ? undefined : (meta.assignee?.id ?? null);
}

/** The bot that works on a conversation, if one does. */
export function botIn({ meta }: Conversation): number | undefined {
	return meta.assignee_type === 'AgentBot' ? meta.assignee?.id : undefined;
}

/** Null takes the conversation away. */
export interface Reassignment {
	assignee?: number | null;
	team?: number | null;
	/** In place of an agent. */
	agentBot?: number;
}

/**
 * Assigns or takes away, the team first: a new team may drop the agent (chatwoot.md §5). What
 * the answers say is the result; an agent or a team that nobody became is an error.
 */
export async function assign(
	{ assignments, requester }: AccountApi,
	conversation: number,
	{ assignee, team, agentBot }: Reassignment,
): Promise<IDataObject> {
	const result: IDataObject = {};
	const step = requester.steps();
	if (team !== undefined) {
		result.team = await step(async () => await assignments.assignTeam(conversation, team));
	}
	if (assignee !== undefined) {
		result.assignee = await step(async () => await assignments.assignAgent(conversation, assignee));
	}
	if (agentBot !== undefined) {
		result.agent_bot = await step(async () => await assignments.assignBot(conversation, agentBot));
	}
	return result;
}

/** A conversation has one assignee: an agent, nobody, or a bot. */
export function refuseBoth(
	param: ChatwootParameters,
	{ assignee, agentBot }: Reassignment,
	place = '',
): void {
	if (assignee === undefined || agentBot === undefined) return;
	if (assignee !== null) {
		param.refuse(`${place}agentBot`, 'does not go with an assignee', 'Choose an agent or a bot.');
	}
	param.refuse(`${place}agentBot`, 'is given, and the assignee is to be removed', 'Leave one out.');
}

/**
 * Refuses agents and teams that the account does not have: the server answers 200 and assigns
 * nobody (chatwoot.md §17.20). A bot may not read the lists; then only the answer tells.
 */
export async function checkKnown(
	param: ChatwootParameters,
	api: AccountApi,
	{ assignee, team, agentBot }: Reassignment,
	place = 'additionalFields.',
): Promise<void> {
	if (assignee) {
		const path = `${place}assignee`;
		refuseUnknown(param, path, 'agent', assignee, await api.agents.attemptList());
	}
	if (team) refuseUnknown(param, `${place}team`, 'team', team, await api.teams.attemptList());
	if (agentBot !== undefined) {
		const path = `${place}agentBot`;
		refuseUnknown(param, path, 'agent bot', agentBot, await api.agentBots.attemptList());
	}
}

export function refuseUnknown(
	param: ChatwootParameters,
	path: string,
	what: string,
	id: number,
	list: Result<Array<{ id: number; name: string | null }>>,
): void {
	if ('error' in list) {
		// The list is closed to bots alone; everything else that goes wrong here will go wrong later too.
		if (list.problem.reason === 'notForBots') return;
		throw list.error;
	}
	if (list.body.some((each) => each.id === id)) return;
	const known = list.body
		.slice(0, 20)
		.map((each) => `${each.name || what} (${each.id})`)
		.join(', ');
	param.refuse(
		path,
		`is no ${what} of the account: ${id}`,
		known ? `There are: ${known}.` : `The account has no ${what}.`,
	);
}

/** What the answer lacks of what was asked for, as a sentence; undefined when all was taken over. */
export function missingIn(
	conversation: Conversation,
	{ assignee, team }: Assignment,
): string | undefined {
	const { id, meta } = conversation;
	const missing = [
		...(assignee !== undefined && agentIn(conversation) !== assignee ? [`agent ${assignee}`] : []),
		...(team !== undefined && meta.team?.id !== team ? [`team ${team}`] : []),
	];
	if (missing.length === 0) return undefined;
	return `Conversation ${id} is there, but not assigned to ${missing.join(' and ')}. The agent may not be a member of the team, or the inbox keeps to a single conversation per contact and Chatwoot answered the existing one.`;
}
