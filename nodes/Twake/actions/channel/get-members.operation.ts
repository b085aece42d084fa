import type { IDataObject } from 'n8n-workflow';
import { userOutput } from '../../api/output';
import { channel } from '../kinds/channel';
import { operation } from '../operation/operation';

export const getChannelMembers = operation({
	name: 'Get Members',
	value: 'getMembers',
	action: 'Get members of channel',
	description: 'Get the people who are in a channel',
	on: channel,
	/** The person instead of the membership; for applications there is no user object. */
	simplify: ({ user, user_id: id }: IDataObject) =>
		user ? userOutput(user as IDataObject) : { id },
	act: async ({ twake, place }) => await twake.channels.members(place),
});
