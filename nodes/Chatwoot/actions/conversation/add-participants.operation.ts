import { following } from './following';

export const addParticipants = following(
	true,
	{
		name: 'Add Participants',
		value: 'addParticipants',
		action: 'Add participants to conversation',
		description: 'Let agents follow a conversation, besides those who do already',
	},
	'Agents who are to follow the conversation',
);
