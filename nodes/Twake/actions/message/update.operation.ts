import { holds } from '../../api/content';
import type { MessagePlace } from '../../api/places';
import { readChange } from '../content/draft';
import { contentFields, editableFields } from '../content/fields';
import { message } from '../kinds/message';
import { threadKey } from '../kinds/thread';
import { operation } from '../operation/operation';
import type { Call } from '../operation/operation';
import { posted } from '../posting/posts';

export const updateMessage = operation({
	name: 'Update',
	value: 'update',
	action: 'Update message',
	description: 'Change a message that the application posted',
	inLegacyApi: true,
	on: message,
	fields: contentFields,
	additional: editableFields,
	joins: true,
	simplify: posted.simplify,
	raw: posted.raw,
	orderKey: threadKey,
	read: readChange,
	async act(call) {
		const { posts, place, input: change, mayJoin, refuse } = call;
		if (change.blocks?.length) await checkShowsBlocks(call);
		const result = await posts.update(place, change, mayJoin);
		if (holds(result.message, change)) return result;
		return refuse(
			'message',
			'was not changed',
			'Twake changes only messages of the application itself and answers as if it had; this one is somebody else’s.',
		);
	},
});

/**
 * On a message posted without blocks, Twake would store new blocks but never show them (twake.md
 * §7).
 */
async function checkShowsBlocks({ twake, place, refuse }: Call<MessagePlace, unknown>) {
	const current = await twake.messages.get(place);
	if (!current) return refuse('message', 'does not exist in this thread');
	// A person's message cannot be changed at all; the change itself reports that.
	if (current.subtype === 'application' || !current.application_id) return;
	refuse(
		'message',
		'was posted without blocks, and Twake would never show any in it',
		'Whether a message shows blocks is settled when it is posted. Delete it and post another one, or post it with a block from the start.',
	);
}
