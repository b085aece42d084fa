import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { bodyOf } from '../../../shared/request';
import type { Result } from '../../../shared/request';
import type { AccountApi } from '../../api';
import type { MembersApi } from '../../api/members';
import type { Agent } from '../../api/types';
import { agentsField } from '../agent/agents-field';
import { operation } from '../operation/operation';
import type { Wording } from '../operation/operation';
import type { Operation } from '../operation/types';
import type { ChatwootParameters } from '../parameters/parameters';
import { someAgents } from '../records/members';
import { refuseUnknown } from './assignment';
import { conversations } from './kind';

/** Makes agents follow a conversation, or stop following it. */
export function following(follow: boolean, wording: Wording, agents: string): Operation {
	return operation({
		...wording,
		on: conversations,
		fields: [agentsField(agents)],
		read: someAgents,
		async act({ api, id, param, input: ids }) {
			if (follow) await refuseStrangers(param, api, ids);
			const members = api.conversations.participants(id);
			const participants = await inTurn(
				api,
				id,
				async () =>
					await writeAndRead(
						api,
						members,
						async () => await (follow ? members.add(ids) : members.remove(ids)),
					),
			);
			const isWrong = (agent: number) => isAmong(participants, agent) !== follow;
			const wrong = ids.filter(isWrong);
			if (wrong.length > 0) {
				throw unconfirmed(api, id, participants, follow ? { missing: wrong } : { staying: wrong });
			}
			return { id, participants: participants.map(participantOutput) };
		},
	});
}

/** An unknown agent gives a 500, and none of the others is added (chatwoot.md §5). */
export async function refuseStrangers(
	param: ChatwootParameters,
	api: AccountApi,
	ids: number[],
): Promise<void> {
	const known = await api.agents.attemptList();
	for (const agent of ids) refuseUnknown(param, 'agents', 'agent', agent, known);
}

/** Those who follow a conversation are read and written by one at a time. */
export async function inTurn<T>(api: AccountApi, id: number, work: () => Promise<T>): Promise<T> {
	return await api.turns.take([`participants of ${id}`], work);
}

/** Answers to writing also show people who were not stored (chatwoot.md [382]). */
export async function writeAndRead(
	api: AccountApi,
	members: MembersApi,
	write: () => Promise<Result<void>>,
): Promise<Agent[]> {
	bodyOf(await write());
	return await api.requester.afterWriting(async () => await members.list());
}

export function isAmong(participants: Agent[], agent: number): boolean {
	return participants.some(({ id }) => id === agent);
}

/** The error when other agents follow a conversation than should. */
export function unconfirmed(
	{ requester }: AccountApi,
	id: number,
	participants: Agent[],
	{ missing = [], staying = [] }: { missing?: number[]; staying?: number[] },
): NodeApiError {
	const names = participants.map(({ id: agent, name }) => `${name} (${agent})`).join(', ');
	const what =
		missing.length > 0
			? `Agent ${missing.join(', ')} does not follow`
			: `Agent ${staying.join(', ')} still follows`;
	return requester.error({
		message: `${what} conversation ${id}, although Chatwoot refused nothing`,
		description: `It is followed by: ${names || 'nobody'}.${missing.length > 0 ? ' The agent probably has no access to its inbox.' : ''}`,
		// Something in between may have answered with an empty list.
		uncertain: true,
	});
}

export function participantOutput({ id, name, email }: Agent): IDataObject {
	return { id, name, email };
}
