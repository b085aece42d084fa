import { operation } from '../operation/operation';
import { participantOutput } from './following';
import { conversations } from './kind';

export const getParticipants = operation({
	name: 'Get Participants',
	value: 'getParticipants',
	action: 'Get participants of conversation',
	description: 'Get the agents who follow a conversation',
	on: conversations,
	isReading: true,
	act: async ({ api, id }) =>
		(await api.conversations.participants(id).list()).map(participantOutput),
});
