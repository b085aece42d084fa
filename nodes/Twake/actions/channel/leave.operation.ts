import type { Operation } from '../context';
import { channelFields } from '../fields';

export const leaveChannel: Operation = {
	name: 'Leave',
	value: 'leave',
	action: 'Leave a channel',
	description: 'End the membership of the application in a channel',
	properties: [...channelFields],
	async run({ twake, param }) {
		const place = param.channel();
		const { id } = await twake.application.me();
		await twake.channels.leave(place, id);
		return { left: true, channel_id: place.channel };
	},
};
