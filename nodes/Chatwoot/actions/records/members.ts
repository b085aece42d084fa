import type { IDataObject } from 'n8n-workflow';
import type { Problem } from '../../../shared/errors';
import { isPerhapsDone } from '../../../shared/connection-problems';
import type { Result } from '../../../shared/request';
import type { AccountApi } from '../../api';
import type { MembersApi } from '../../api/members';
import type { Agent } from '../../api/types';
import type { ChatwootContext, Operation } from '../operation/context';
import { accountLocator, agentsField, simplifyField } from '../fields';
import { agentOutput } from '../output';
import { orderKeyOf } from './records';
import type { RecordKind } from './records';

type Members = (api: AccountApi, id: number) => MembersApi;

/** The operations on the members of an inbox or a team. */
export function memberOperations<R extends IDataObject>(
	kind: RecordKind<R>,
	membersOf: Members,
): Operation[] {
	const { one, locator } = kind;
	const writing = (
		verb: 'Add' | 'Remove' | 'Set',
		action: string,
		description: string,
		agents: string,
		write: (members: MembersApi, users: number[]) => Promise<Result<void>>,
	): Operation => ({
		name: `${verb} Members`,
		value: `${verb.toLowerCase()}Members`,
		action,
		description,
		access: 'administrator',
		properties: [accountLocator, locator, agentsField(agents)],
		orderKey: ({ param }) => orderKeyOf(kind, param),
		async run(context) {
			const id = context.param.id(locator.name);
			const users = someAgents(context);
			const api = await context.account();
			const members = membersOf(api, id);
			const result = await write(members, users);
			if ('error' in result) {
				if (mayBeStrangers(result.problem)) await refuseStrangers(context, api, users);
				throw result.error;
			}
			const now = await api.requester.afterWriting(async () => await members.list());
			return { id, members: now.map(memberOutput) };
		},
	});
	return [
		writing(
			'Add',
			`Add members to ${one}`,
			`Make agents members of ${one} and keep those that it has`,
			'The agents to add',
			async (members, users) => await members.add(users),
		),
		getMembers(kind, membersOf),
		writing(
			'Remove',
			`Remove members from ${one}`,
			`Take agents out of ${one}; agents who are no members do not matter`,
			'The agents to take out',
			async (members, users) => await members.remove(users),
		),
		writing(
			'Set',
			`Set the members of ${one}`,
			`Make these agents the only members of ${one}`,
			'The agents who are to be the members; all others are taken out',
			async (members, users) => await members.set(users),
		),
	];
}

function getMembers<R extends IDataObject>(
	{ one, locator }: RecordKind<R>,
	membersOf: Members,
): Operation {
	return {
		name: 'Get Members',
		value: 'getMembers',
		action: `Get the members of ${one}`,
		description: `Get the agents who are members of ${one}, one item each`,
		properties: [accountLocator, locator, simplifyField],
		async run({ param, account }) {
			const id = param.id(locator.name);
			const isSimple = param.boolean('simplify');
			const members = await membersOf(await account(), id).list();
			return isSimple ? members.map(agentOutput) : members;
		},
	};
}

/** Nobody is refused: an expression that yields nothing would take everybody out. */
function someAgents({ param }: ChatwootContext): number[] {
	const users = param.ids('agents');
	return users.length > 0 ? users : param.refuse('agents', 'is empty', 'Name at least one agent.');
}

/** The server refuses people of no or another account with a 401 or 422 that does not name them. */
const mayBeStrangers = (problem: Problem): boolean =>
	(problem.status === 401 || problem.status === 422) && !isPerhapsDone(problem);

async function refuseStrangers(
	{ param }: ChatwootContext,
	{ agents }: AccountApi,
	users: number[],
): Promise<void> {
	const known = await agents.attemptList();
	if ('error' in known) return;
	const strangers = users.filter((user) => !known.body.some(({ id }) => id === user));
	if (strangers.length === 0) return;
	param.refuse(
		'agents',
		`holds IDs of people who are no agents of the account: ${strangers.join(', ')}`,
		'Agent > Get Many lists the agents with their IDs.',
	);
}

function memberOutput({ id, name, email, role }: Agent): IDataObject {
	return { id, name, email, role };
}
