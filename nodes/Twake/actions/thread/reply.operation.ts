import { readMessage } from '../content/draft';
import { contentFields, rarerContentFields, visibleToField } from '../content/fields';
import { checkThread, checkThreadField, mayCheckThread } from '../kinds/existing-thread';
import { thread, threadKey } from '../kinds/thread';
import { operation } from '../operation/operation';
import { posted } from '../posting/posts';

export const replyInThread = operation({
	name: 'Reply',
	value: 'reply',
	action: 'Reply in thread',
	description: 'Post a message in an existing thread',
	inLegacyApi: true,
	on: thread,
	fields: contentFields,
	additional: [...rarerContentFields, visibleToField, checkThreadField],
	joins: true,
	simplify: posted.simplify,
	raw: posted.raw,
	orderKey: threadKey,
	read: (param, hint) => ({
		isChecked: mayCheckThread(param),
		draft: readMessage(param, hint),
	}),
	async act(call) {
		const { posts, place, input, mayJoin, hint } = call;
		const { draft, isChecked } = input;
		if (isChecked && !posts.checksChannels) await checkThread(call, place);
		const result = await posts.reply(place, draft, mayJoin);
		// The legacy API does not refuse an unknown thread (twake.md §11).
		if (result.message.thread_id !== place.thread && !draft.ephemeral) {
			const problem = `Twake did not find the thread ${place.thread}`;
			hint(`${problem} and posted the reply as a new one.`, 'warning');
		}
		return result;
	},
});
