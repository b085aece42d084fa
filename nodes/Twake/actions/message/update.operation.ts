import { quote } from '../../../shared/text';
import { holds } from '../../api/content';
import type { MessageContent } from '../../api/content';
import type { MessagePlace } from '../../api/places';
import { readChange } from '../content/draft';
import { contentFields, editableFields } from '../content/fields';
import { messageOrKey } from '../kinds/message';
import type { KeyedPlace } from '../kinds/message';
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
	on: messageOrKey,
	fields: contentFields,
	additional: editableFields,
	joins: true,
	simplify: posted.simplify,
	raw: posted.raw,
	orderKey: threadKey,
	read: readChange,
	async act(call) {
		const { posts, mayJoin, refuse } = call;
		const { place, change } = await aimed(call);
		if (change.blocks?.length) await checkShowsBlocks({ ...call, place });
		const result = await posts.update(place, change, mayJoin);
		if (holds(result.message, change)) return result;
		return refuse(
			'message',
			'was not changed',
			'Twake changes only messages of the application itself and answers as if it had; this one is somebody else’s.',
		);
	},
});

/** Which message to change, and how: one that is named by its key keeps it. */
async function aimed(call: Call<KeyedPlace, MessageContent>) {
	const { twake, input: change, refuse } = call;
	const { key, ...place } = call.place;
	if (key === undefined) return { place, change };
	const found =
		(await twake.keyedThreads.message(place, key)) ??
		refuse('messageKey', `is that of no message in this thread: ${quote(key)}`);
	const context = change.context && twake.keyedThreads.keeping(found, change.context);
	return { place: { ...place, message: found.id }, change: { ...change, context } };
}

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
