import { channel } from '../kinds/channel';
import { operation } from '../operation/operation';

export const leaveChannel = operation({
	name: 'Leave',
	value: 'leave',
	action: 'Leave channel',
	description: 'End the membership of the application in a channel',
	on: channel,
	async act({ twake, place }) {
		await twake.channels.leave(place, twake.self.application);
		return { left: true, channel_id: place.channel };
	},
});
