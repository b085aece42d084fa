import { NodeApiError } from 'n8n-workflow';
import { channel } from '../kinds/channel';
import { visibilityOf } from '../kinds/existing-channel';
import { operation } from '../operation/operation';

export const joinChannel = operation({
	name: 'Join',
	value: 'join',
	action: 'Join channel',
	description:
		'Make the application a member of a public channel, so that it may reply to everybody',
	on: channel,
	async act(call) {
		const { twake, place, refuse } = call;
		const result = await twake.channels.join(place, twake.self.application);
		if ('body' in result) return result.body;
		const visibility = await visibilityOf(call, place).catch((failure: unknown) => {
			// The first error says whether the application may have joined.
			throw failure instanceof NodeApiError ? result.error : failure;
		});
		if (visibility === 'public') throw result.error;
		return refuse(
			'channel',
			`is ${visibility}, which an application cannot join by itself`,
			'Somebody who is in the channel can add the application in its settings. To reply in single threads, joining is not needed.',
		);
	},
});
