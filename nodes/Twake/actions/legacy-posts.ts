import { fromLegacy, LegacyApi } from '../api/legacy';
import type { LegacyContent, LegacyPlace } from '../api/legacy';
import type { MessageContent } from '../api/content';
import type { MessagePlace } from '../api/messages';
import type { ChannelPlace } from '../api/threads';
import type { ItemTools } from './context';
import type { Posted, Posts } from './posts';

/** Parameters that the legacy API has nothing for (twake.md §11). */
export const NOT_IN_LEGACY_API = [
	'blocksMode',
	'additionalFields.attachments',
	'additionalFields.fileIds',
	'additionalFields.furtherChannels',
	'additionalFields.quotedMessage',
	'additionalFields.senderName',
	'additionalFields.senderPicture',
];

/** The legacy API. The server itself notices a channel that does not exist. */
export class LegacyPosts implements Posts {
	private readonly api: LegacyApi;

	constructor(private readonly tools: ItemTools) {
		this.api = new LegacyApi(tools.twake.requester);
	}

	async create([place]: ChannelPlace[], draft: MessageContent): Promise<Posted> {
		return await this.save(place, contentOf(draft));
	}

	async reply(
		{ company, thread }: { company: string; thread: string },
		draft: MessageContent,
	): Promise<Posted> {
		const channel = this.tools.param.channelOfThread();
		const posted = await this.save({ company, channel, thread }, contentOf(draft));
		if (posted.message.thread_id !== thread && !draft.ephemeral) {
			this.tools.hint(
				`Twake did not find the thread ${thread} and posted the reply as a new one.`,
				'warning',
			);
		}
		return posted;
	}

	async update(place: MessagePlace, change: MessageContent): Promise<Posted> {
		const { param } = this.tools;
		const channel = param.channelOfThread();
		if (change.text === undefined) {
			param.refuse('text', 'is empty', 'The legacy API replaces the whole message, text included.');
		}
		return await this.save({ ...place, channel }, contentOf(change));
	}

	async delete(place: MessagePlace): Promise<void> {
		const { param } = this.tools;
		const isRemoved = await this.api.remove({ ...place, channel: param.channelOfThread() });
		// Messages for one person are not stored, so there is nothing that could be found.
		if (isRemoved || param.boolean('isEphemeral')) return;
		param.refuse(
			'message',
			'was not deleted',
			'It may not exist, be somebody else’s, or be the first one of a thread with replies.',
		);
	}

	private async save(place: LegacyPlace, content: LegacyContent): Promise<Posted> {
		const answer = await this.api.save(place, content);
		return { message: fromLegacy(answer, place, content.text), answer };
	}
}

function contentOf({ text = '', context, ephemeral }: MessageContent): LegacyContent {
	return { text, context, ephemeral };
}
