import type { IDataObject, NodeApiError } from 'n8n-workflow';
import type { Problem } from '../../../shared/errors';
import type { Result } from '../../../shared/request';
import type { AccountApi } from '../../api';
import type { MembersApi } from '../../api/members';
import type { Agent } from '../../api/types';
import { agentsField } from '../agent/agents-field';
import { agents } from '../agent/kind';
import { keyOf } from '../kinds/kind';
import type { RecordKind } from '../kinds/kind';
import { operation } from '../operation/operation';
import type { Operation } from '../operation/types';
import type { ChatwootParameters } from '../parameters/parameters';

type MembersOf = (api: AccountApi, id: number) => MembersApi;

/** The operations on the members of an inbox or a team. */
export function memberOperations<R extends IDataObject>(
	kind: RecordKind<R>,
	membersOf: MembersOf,
): Operation[] {
	const { noun, one } = kind;
	const writing = (
		verb: 'Add' | 'Remove' | 'Set',
		wording: { action: string; description: string },
		who: string,
		write: (members: MembersApi, users: number[]) => Promise<Result<void>>,
	): Operation =>
		operation({
			name: `${verb} Members`,
			value: `${verb.toLowerCase()}Members`,
			...wording,
			access: 'administrator',
			isStandard: true,
			on: kind,
			fields: [agentsField(who)],
			read: someAgents,
			async act({ api, id, param, input: users }) {
				const members = membersOf(api, id);
				// Members written by another execution before the check would count as a failure.
				return await api.turns.take([`members of ${keyOf(kind, id)}`], async () => {
					const result = await write(members, users);
					if ('error' in result) {
						if (mayBeStrangers(result.problem)) await refuseStrangers(param, api, users);
						throw result.error;
					}
					const now = await api.requester.afterWriting(async () => await members.list());
					if (!isAsWanted[verb](ids(now), users)) throw unconfirmed(api, `${one} ${id}`, now);
					return { id, members: now.map(memberOutput) };
				});
			},
		});
	return [
		writing(
			'Add',
			{
				action: `Add members to ${noun}`,
				description: `Make agents members of ${one} and keep those that it has`,
			},
			'The agents to add',
			async (members, users) => await members.add(users),
		),
		operation({
			name: 'Get Members',
			value: 'getMembers',
			action: `Get members of ${noun}`,
			description: `Get the agents who are members of ${one}, one item each`,
			isStandard: true,
			on: kind,
			isReading: true,
			simplify: true,
			act: async ({ api, id, shown }) =>
				(await membersOf(api, id).list()).map((member) => shown(agents, member)),
		}),
		writing(
			'Remove',
			{
				action: `Remove members from ${noun}`,
				description: `Take agents out of ${one}; agents who are no members do not matter`,
			},
			'The agents to take out',
			async (members, users) => await members.remove(users),
		),
		writing(
			'Set',
			{
				action: `Set members of ${noun}`,
				description: `Make these agents the only members of ${one}`,
			},
			'The agents who are to be the members; all others are taken out',
			async (members, users) => await members.set(users),
		),
	];
}

const ids = (members: Agent[]): number[] => members.map(({ id }) => id);

/**
 * The answer to adding may be an empty list (chatwoot.md §9), so only the members show what was
 * done.
 */
const isAsWanted = {
	Add: (now: number[], users: number[]) => users.every((user) => now.includes(user)),
	Remove: (now: number[], users: number[]) => !users.some((user) => now.includes(user)),
	Set: (now: number[], users: number[]) =>
		now.length === users.length && users.every((user) => now.includes(user)),
};

function unconfirmed({ requester }: AccountApi, of: string, now: Agent[]): NodeApiError {
	const names = now.map(({ id, name }) => `${name} (${id})`).join(', ');
	return requester.error({
		message: `The members of ${of} are not as wanted, although Chatwoot refused nothing`,
		description: `They are: ${names || 'nobody'}. Something between n8n and the server may have answered in its place, or somebody else changed them at the same moment.`,
		uncertain: true,
	});
}

/** An empty list is refused: an expression that yields nothing would remove everybody. */
export function someAgents(param: ChatwootParameters): number[] {
	const users = param.ids('agents');
	return users.length > 0 ? users : param.refuse('agents', 'is empty', 'Name at least one agent.');
}

/**
 * The server refuses people without an account, or of another one, with a 401 or 422 that does not
 * name them.
 */
const mayBeStrangers = (problem: Problem): boolean =>
	(problem.status === 401 || problem.status === 422) && !problem.uncertain;

async function refuseStrangers(
	param: ChatwootParameters,
	api: AccountApi,
	users: number[],
): Promise<void> {
	const known = await api.agents.attemptList();
	if ('error' in known) return;
	const strangers = users.filter((user) => !known.body.some(({ id }) => id === user));
	if (strangers.length === 0) return;
	param.refuse(
		'agents',
		`holds IDs of people who are not agents of the account: ${strangers.join(', ')}`,
		'Agent > Get Many lists the agents with their IDs.',
	);
}

function memberOutput({ id, name, email, role }: Agent): IDataObject {
	return { id, name, email, role };
}
