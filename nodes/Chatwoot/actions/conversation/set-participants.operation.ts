import { agentsField } from '../agent/agents-field';
import { operation } from '../operation/operation';
import { someAgents } from '../records/members';
import {
	inTurn,
	isAmong,
	participantOutput,
	refuseStrangers,
	unconfirmed,
	writeAndRead,
} from './following';
import { conversations } from './kind';

export const setParticipants = operation({
	name: 'Set Participants',
	value: 'setParticipants',
	action: 'Set participants of conversation',
	description: 'Replace those who follow a conversation: all others no longer follow it',
	on: conversations,
	fields: [agentsField('Agents who are to follow the conversation, in place of those who do now')],
	read: someAgents,
	async act({ api, id, param, input: ids }) {
		await refuseStrangers(param, api, ids);
		const members = api.conversations.participants(id);
		return await inTurn(api, id, async () => {
			const before = await members.list();
			const after = await writeAndRead(api, members, async () => await members.set(ids));
			const missing = ids.filter((agent) => !isAmong(after, agent));
			const staying = after.map((each) => each.id).filter((agent) => !ids.includes(agent));
			if (missing.length > 0 || staying.length > 0) {
				throw unconfirmed(api, id, after, { missing, staying });
			}
			const notIn = (others: typeof after) => (each: { id: number }) => !isAmong(others, each.id);
			return {
				id,
				participants: after.map(participantOutput),
				added_participants: after.filter(notIn(before)).map(participantOutput),
				removed_participants: before.filter(notIn(after)).map(participantOutput),
			};
		});
	},
});
