import type { TwakeApi } from '../../api';
import type { MessageContent } from '../../api/content';
import type { ChannelPlace, MessagePlace, ThreadPlace } from '../../api/places';
import type { ReadFile } from '../../../shared/binary';
import { TOO_LARGE, withInstead } from '../../../shared/refused-files';
import type { MessageDraft, Posted, Posts, Refused } from './posts';

/** Posting through the application API. */
export class ApplicationPosts implements Posts {
	readonly checksChannels = false;

	constructor(
		private readonly twake: TwakeApi,
		private readonly file: ReadFile,
	) {}

	async create(places: ChannelPlace[], draft: MessageDraft): Promise<Posted> {
		const { content, filesRefused } = await this.withUploads(places[0].company, draft);
		const thread = await this.twake.threads.create(places, content);
		return { message: thread.message, answer: thread, filesRefused };
	}

	async reply(place: ThreadPlace, draft: MessageDraft, mayJoin: boolean): Promise<Posted> {
		const { content, filesRefused } = await this.withUploads(place.company, draft);
		const answer = await this.twake.threads.reply(place, content, mayJoin);
		// The answer to an ephemeral message has no id; its own ephemeral id is the one that deletes
		// it.
		const message = content.ephemeral ? { ...answer, id: content.ephemeral.id } : answer;
		return { message, answer: message, filesRefused };
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

	/**
	 * The message ready to send: its attachments are uploaded to the company first. One that the server will
	 * never take, because of its size, is left out if the draft knows what to say then.
	 */
	private async withUploads(
		company: string,
		{ attachments, insteadOfFiles, ...content }: MessageDraft,
	): Promise<{ content: MessageContent; filesRefused?: string }> {
		const parts = await Promise.all(
			attachments.map(async (field) => await this.file(field, 'additionalFields.attachments')),
		);
		const files = [...(content.files ?? [])];
		let filesRefused: string | undefined;
		for (const part of parts) {
			const result = await this.twake.files.attemptUpload(company, part);
			if (!('error' in result)) files.push(result.body.id);
			else if (insteadOfFiles !== undefined && result.problem.status === TOO_LARGE) {
				filesRefused = result.problem.message;
			} else throw result.error;
		}
		const text =
			filesRefused === undefined ? content.text : withInstead(content.text, insteadOfFiles!);
		return {
			content: { ...content, text, files: files.length > 0 ? files : undefined },
			filesRefused,
		};
	}
}
