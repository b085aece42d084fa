import type { Requester } from '../../../shared/request';
import type { MessageContent } from '../../api/content';
import { fromLegacy, LegacyApi } from '../../api/legacy';
import type { LegacyContent, LegacyPlace } from '../../api/legacy';
import type { ChannelPlace, MessagePlace, ThreadPlace } from '../../api/places';
import type { Posted, PostPlace, Posts, Refused } from './posts';

/** Parameters that the legacy API does not support (twake.md §11). */
export const NOT_IN_LEGACY_API = [
	'blocksMode',
	'messageKey',
	'additionalFields.attachments',
	'additionalFields.fileIds',
	'additionalFields.furtherChannels',
	'additionalFields.insteadOfFiles',
	'additionalFields.quotedMessage',
	'additionalFields.senderName',
	'additionalFields.senderPicture',
];

/**
 * Posting through the legacy API. It needs the channel in every call, so operations on threads name
 * it.
 */
export class LegacyPosts implements Posts {
	readonly checksChannels = true;

	private readonly api: LegacyApi;

	constructor(requester: Requester) {
		this.api = new LegacyApi(requester);
	}

	async create([place]: ChannelPlace[], draft: MessageContent): Promise<Posted> {
		return await this.save(place, contentOf(draft));
	}

	async reply(place: PostPlace<ThreadPlace>, draft: MessageContent): Promise<Posted> {
		return await this.save(inChannel(place), contentOf(draft));
	}

	async update(place: PostPlace<MessagePlace>, change: MessageContent): Promise<Posted> {
		return await this.save(inChannel(place), contentOf(change));
	}

	async delete(place: PostPlace<MessagePlace>, isStored: boolean): Promise<Refused | undefined> {
		const isRemoved = await this.api.remove(inChannel(place));
		// Messages for one person are not stored, so they cannot be looked up.
		if (isRemoved || !isStored) return undefined;
		return {
			problem: 'was not deleted',
			wayOut: 'It may not exist, be somebody else’s, or be the first one of a thread with replies.',
		};
	}

	private async save(place: LegacyPlace, content: LegacyContent): Promise<Posted> {
		const answer = await this.api.save(place, content);
		return { message: fromLegacy(answer, place, content.text), answer };
	}
}

function inChannel<Place extends ThreadPlace>(place: PostPlace<Place>): Place & LegacyPlace {
	return { ...place, channel: place.channel ?? '' };
}

function contentOf({ text = '', context, ephemeral }: MessageContent): LegacyContent {
	return { text, context, ephemeral };
}
