import type { IDataObject } from 'n8n-workflow';
import { bodyOf } from '../../../shared/request';
import type { Agent } from '../../api/types';
import { agentsField } from '../agent/agents-field';
import { operation } from '../operation/operation';
import type { Wording } from '../operation/operation';
import type { Operation } from '../operation/types';
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
			// An unknown agent gives a 500, and none of the others is added (chatwoot.md §5).
			const known = follow ? await api.agents.attemptList() : undefined;
			if (known) for (const agent of ids) refuseUnknown(param, 'agents', 'agent', agent, known);
			const members = api.conversations.participants(id);
			const participants = await api.turns.take([`participants of ${id}`], async () => {
				bodyOf(await (follow ? members.add(ids) : members.remove(ids)));
				return await api.requester.afterWriting(async () => await members.list());
			});
			const follows = (agent: number) => participants.some((each) => each.id === agent);
			const wrong = ids.filter((agent) => follows(agent) !== follow);
			if (wrong.length > 0) {
				const names = participants.map(({ id: agent, name }) => `${name} (${agent})`).join(', ');
				throw api.requester.error({
					message: `Agent ${wrong.join(', ')} ${follow ? 'does not follow' : 'still follows'} conversation ${id}, although Chatwoot refused nothing`,
					description: `It is followed by: ${names || 'nobody'}.${follow ? ' The agent probably has no access to its inbox.' : ''}`,
					// Something in between may have answered with an empty list.
					uncertain: true,
				});
			}
			return { id, participants: participants.map(participantOutput) };
		},
	});
}

export function participantOutput({ id, name, email }: Agent): IDataObject {
	return { id, name, email };
}
