import { channel } from '../kinds/channel';
import { operation } from '../operation/operation';

export const leaveChannel = operation({
	name: 'Leave',
	value: 'leave',
	action: 'Leave a channel',
	description: 'End the membership of the application in a channel',
	on: channel,
	async act({ twake, place }) {
		const { id } = await twake.application.me();
		await twake.channels.leave(place, id);
		return { left: true, channel_id: place.channel };
	},
});
