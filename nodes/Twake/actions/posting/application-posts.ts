import type { TwakeApi } from '../../api';
import type { MessageContent } from '../../api/content';
import type { ChannelPlace, MessagePlace, ThreadPlace } from '../../api/places';
import type { ReadFile } from '../../../shared/binary';
import type { MessageDraft, Posted, Posts, Refused } from './posts';

/** Posting through the application API. */
export class ApplicationPosts implements Posts {
	readonly checksChannels = false;

	constructor(
		private readonly twake: TwakeApi,
		private readonly file: ReadFile,
	) {}

	async create(places: ChannelPlace[], draft: MessageDraft): Promise<Posted> {
		const content = await this.withUploads(places[0].company, draft);
		const thread = await this.twake.threads.create(places, content);
		return { message: thread.message, answer: thread };
	}

	async reply(place: ThreadPlace, draft: MessageDraft, mayJoin: boolean): Promise<Posted> {
		const content = await this.withUploads(place.company, draft);
		const answer = await this.twake.threads.reply(place, content, mayJoin);
		// The answer to an ephemeral message has no id; its own ephemeral id is the one that deletes
		// it.
		const message = content.ephemeral ? { ...answer, id: content.ephemeral.id } : answer;
		return { message, answer: message };
	}

	async update(place: MessagePlace, change: MessageContent, mayJoin: boolean): Promise<Posted> {
		const message = await this.twake.messages.update(place, change, mayJoin);
		return { message, answer: message };
	}

	async delete(place: MessagePlace, isStored: boolean): Promise<Refused | undefined> {
		// Twake says "success" for deleting anything (twake.md §7), so the message is looked up first.
		if (isStored && !(await this.twake.messages.get(place))) {
			const wayOut = 'It may have been deleted already.';
			return { problem: 'does not exist in this thread', wayOut };
		}
		await this.twake.messages.delete(place);
		return undefined;
	}

	/** The message ready to send: its attachments are uploaded to the company first. */
	private async withUploads(
		company: string,
		{ attachments, ...content }: MessageDraft,
	): Promise<MessageContent> {
		const parts = await Promise.all(
			attachments.map(async (field) => await this.file(field, 'additionalFields.attachments')),
		);
		const files = [...(content.files ?? [])];
		for (const part of parts) files.push((await this.twake.files.upload(company, part)).id);
		return { ...content, files: files.length > 0 ? files : undefined };
	}
}
