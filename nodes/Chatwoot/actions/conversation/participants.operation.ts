import type { IDataObject } from 'n8n-workflow';
import type { Agent } from '../../api/types';
import type { Operation } from '../operation/types';
import { agentsField } from '../fields';
import { refuseUnknown } from './assignment';
import { onConversation } from './on-conversation';

export const getParticipants: Operation = {
	name: 'Get Participants',
	value: 'getParticipants',
	action: 'Get the participants of a conversation',
	description: 'Get the agents who follow a conversation',
	...onConversation({
		async act({ conversations }, id) {
			return (await conversations.participants(id).list()).map(agentOutput);
		},
	}),
};

export const addParticipants: Operation = {
	name: 'Add Participants',
	value: 'addParticipants',
	action: 'Add participants to a conversation',
	description: 'Let agents follow a conversation, besides those who do already',
	...changing('POST', 'Agents who are to follow the conversation'),
};

export const removeParticipants: Operation = {
	name: 'Remove Participants',
	value: 'removeParticipants',
	action: 'Remove participants from a conversation',
	description: 'Let agents no longer follow a conversation; who does not follow it does not matter',
	...changing('DELETE', 'Agents who are no longer to follow the conversation'),
};

function changing(method: 'POST' | 'DELETE', description: string) {
	return onConversation({
		fields: [agentsField(description)],
		read(param) {
			const ids = param.ids('agents');
			return ids.length > 0 ? ids : param.refuse('agents', 'is empty');
		},
		async act({ agents, conversations, requester }, id, ids, { param, hint }) {
			// An unknown one is a 500, and none of the others is added (chatwoot.md §5).
			const known = method === 'POST' ? await agents.attemptList() : undefined;
			if (known) for (const agent of ids) refuseUnknown(param, 'agents', 'agent', agent, known);
			const members = conversations.participants(id);
			const changed = await (method === 'POST' ? members.add(ids) : members.remove(ids));
			if ('error' in changed) throw changed.error;
			const participants = await requester.afterWriting(async () => await members.list());
			const missing = ids.filter((agent) => !participants.some((each) => each.id === agent));
			if (method === 'POST' && missing.length > 0) {
				hint(
					`Conversation ${id} is not followed by agent ${missing.join(', ')}: no access to its inbox`,
					'warning',
				);
			}
			return { id, participants: participants.map(agentOutput) };
		},
	});
}

function agentOutput({ id, name, email }: Agent): IDataObject {
	return { id, name, email };
}
