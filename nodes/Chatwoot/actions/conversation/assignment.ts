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

/** The server accepts bots only in its call for assigning (chatwoot.md §5). */
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

/** The agent assigned to a conversation; null for nobody, undefined for a bot. */
export function agentIn({ meta }: Conversation): number | null | undefined {
	return meta.assignee_type === 'AgentBot' ? undefined : (meta.assignee?.id ?? null);
}

/** The bot assigned to a conversation, if any. */
export function botIn({ meta }: Conversation): number | undefined {
	return meta.assignee_type === 'AgentBot' ? meta.assignee?.id : undefined;
}

/** Null unassigns. */
export interface Reassignment {
	assignee?: number | null;
	team?: number | null;
	/** Instead of an agent. */
	agentBot?: number;
}

/**
 * Assigns or unassigns, the team first because a new team may remove the agent (chatwoot.md §5).
 * The result comes from the answers; it is an error if they show another agent or team.
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

/** A conversation has one assignee: an agent, a bot, or nobody. */
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
 * Refuses agents and teams that the account does not have: the server would answer 200 and assign
 * nobody (chatwoot.md §17.20). A bot may not read the lists; then only the answer shows it.
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
		// Only bots may not read the list; any other failure here would also happen later.
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

/** Which requested assignments the answer lacks, as a sentence; undefined if none. */
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
