import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../context';
import { channelFields, simplifyField } from '../fields';
import { userOutput } from '../../api/output';

export const getChannelMembers: Operation = {
	name: 'Get Members',
	value: 'getMembers',
	action: 'Get the members of a channel',
	description: 'Get the people who are in a channel',
	properties: [...channelFields, simplifyField],
	async run({ twake, param }) {
		const members = await twake.channels.members(param.channel());
		return param.boolean('simplify') ? members.map(memberOutput) : members;
	},
};

/** The person, not the membership; applications have no user object. */
function memberOutput({ user, user_id: id }: IDataObject): IDataObject {
	return user ? userOutput(user as IDataObject) : { id };
}
