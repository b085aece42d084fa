import type { IDataObject } from 'n8n-workflow';
import { webAddressOf } from '../api/ids';
import { messageOutput, userOutput } from '../api/output';
import type { Self } from '../api/output';
import type { Delivery } from './delivery';
import { channelOf, hookedMessage, messageOf } from './events';
import type { TwakeEvent } from './events';

/**
 * A delivery in the form that workflows want: what happened, where, who did it, and the ids for the
 * next nodes.
 */
export function eventOutput(delivery: Delivery, event: TwakeEvent, self: Self): IDataObject {
	const { name, content, connection_id } = delivery;
	const message = messageOf(delivery);
	const hooked = hookedMessage(delivery);
	const place = placeOf(delivery);
	const output: IDataObject = {
		event,
		...place,
		user_id: hooked?.user_id ?? delivery.user_id ?? undefined,
	};
	if (message) {
		const { text, created_at, files, context } = messageOutput(message, self);
		Object.assign(output, {
			message_id: message.id,
			text,
			created_at,
			...(files ? { files } : {}),
		});
		output.application_id = message.application_id;
		output.is_thread = message.id === message.thread_id;
		if (context) output.context = context;
	}
	if (event === 'newMessage') Object.assign(output, forAgents(output));
	if (content?.user) output.user = userOutput(content.user);
	if (event === 'command') output.command = content?.command ?? '';
	if (event === 'button' || event === 'popup') {
		output.action_id = name;
		output.form = content?.form ?? {};
	}
	if (event === 'messageMarked' && hooked) {
		output.reactions = hooked.reactions ?? [];
		output.pinned = Boolean(hooked.pinned_info);
	}
	output.url = webAddressOf(self.publicUrl, {
		company: place.company_id,
		workspace: place.workspace_id,
		channel: place.channel_id,
		thread: place.thread_id,
	});
	// Needed for a popup: see Application > Configure.
	if (connection_id) output.connection_id = connection_id;
	return output;
}

/**
 * The names by which n8n's AI nodes find what was said, and in which conversation: a thread. Files
 * alone must not be an empty prompt, which some models refuse: their names stand for them.
 */
function forAgents({ text, files, thread_id: thread }: IDataObject): IDataObject {
	const names = ((files ?? []) as IDataObject[]).map(({ name }) => `[${String(name ?? 'file')}]`);
	return { chatInput: [text, ...names].filter(Boolean).join('\n'), sessionId: thread };
}

function placeOf(delivery: Delivery): Record<string, string | undefined> {
	const channel = channelOf(delivery);
	const message = messageOf(delivery);
	return {
		company_id:
			channel?.company_id ?? message?.cache?.company_id ?? delivery.company_id ?? undefined,
		workspace_id:
			channel?.workspace_id ?? message?.cache?.workspace_id ?? delivery.workspace_id ?? undefined,
		channel_id: channel?.id ?? message?.cache?.channel_id,
		channel_name: channel?.name,
		thread_id: message?.thread_id ?? delivery.content?.thread?.id,
	};
}
