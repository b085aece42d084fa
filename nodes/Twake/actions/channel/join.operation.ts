import { NodeApiError } from 'n8n-workflow';
import { visibilityOf } from '../checks';
import type { Operation } from '../context';
import { channelFields } from '../fields';

export const joinChannel: Operation = {
	name: 'Join',
	value: 'join',
	action: 'Join a channel',
	description:
		'Make the application a member of a public channel, so that it may reply to everybody',
	properties: [...channelFields],
	async run(context) {
		const { twake, param } = context;
		const place = param.channel();
		const { id } = await twake.application.me();
		const result = await twake.channels.join(place, id);
		if ('body' in result) return result.body.resource;
		const visibility = await visibilityOf(context, place).catch((failure: unknown) => {
			// The first error knows whether the application may have joined.
			throw failure instanceof NodeApiError ? result.error : failure;
		});
		if (visibility === 'public') throw result.error;
		return param.refuse(
			'channel',
			`is ${visibility}, which an application cannot join by itself`,
			'Somebody who is in the channel can add the application in its settings. To reply in single threads, joining is not needed.',
		);
	},
};
