import { omit } from '../state/omit';
import type { State } from '../state/state';
import type { Application, Channel, Json, MessageSaved } from '../state/types';
import { channelKeyOf } from '../messages/context';
import { sendHook } from './send';

/**
 * Tells the applications that are connectors of a message's channels about every save of it, except
 * the one that wrote it. Once per channel, side by side, not again after a failure: twake.md §10.
 */
export function hookMessages(state: State): void {
	state.onMessageSaved.push((event) => {
		const channels = event.thread.participants
			.filter((participant) => participant.type === 'channel')
			.flatMap((participant) => state.channel(channelKeyOf(participant)) ?? []);
		for (const channel of channels)
			for (const application of listeners(state, channel, event))
				sendHook(application, hookOf(application, channel, event)).catch(() => undefined);
	});
}

function listeners(state: State, channel: Channel, { message }: MessageSaved): Application[] {
	const others = channel.connectors.filter((id) => id !== message.application_id);
	const found = others.flatMap((id) => state.applications.get(id) ?? []);
	return found.filter(({ api }) => api.hooks_url);
}

const hookOf = (application: Application, channel: Channel, event: MessageSaved): Json => ({
	type: 'hook',
	name: null,
	content: {
		message: {
			type: 'message',
			application_id: application.id,
			company_id: channel.company_id,
			channel: omit(channel, 'seededMessages'),
			thread: event.thread,
			message: event.message,
		},
	},
	// Only events name these (twake.md [400]).
	connection_id: null,
	user_id: null,
	company_id: null,
	workspace_id: null,
});
