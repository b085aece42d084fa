import { following } from './following';

export const removeParticipants = following(
	false,
	{
		name: 'Remove Participants',
		value: 'removeParticipants',
		action: 'Remove participants from conversation',
		description:
			'Let agents no longer follow a conversation; who does not follow it does not matter',
	},
	'Agents who are no longer to follow the conversation',
);
