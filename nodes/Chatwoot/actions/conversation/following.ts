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

/** Lets agents follow a conversation, or no longer. */
export function following(follow: boolean, wording: Wording, agents: string): Operation {
	return operation({
		...wording,
		on: conversations,
		fields: [agentsField(agents)],
		read: someAgents,
		async act({ api, id, param, hint, input: ids }) {
			// An unknown one is a 500, and none of the others is added (chatwoot.md §5).
			const known = follow ? await api.agents.attemptList() : undefined;
			if (known) for (const agent of ids) refuseUnknown(param, 'agents', 'agent', agent, known);
			const members = api.conversations.participants(id);
			bodyOf(await (follow ? members.add(ids) : members.remove(ids)));
			const participants = await api.requester.afterWriting(async () => await members.list());
			const missing = ids.filter((agent) => !participants.some((each) => each.id === agent));
			if (follow && missing.length > 0) {
				hint(
					`Conversation ${id} is not followed by agent ${missing.join(', ')}: no access to its inbox`,
					'warning',
				);
			}
			return { id, participants: participants.map(participantOutput) };
		},
	});
}

export function participantOutput({ id, name, email }: Agent): IDataObject {
	return { id, name, email };
}
