import type { IDataObject } from 'n8n-workflow';
import type { Message, MessageContent } from '../api/content';
import type { MessagePlace } from '../api/messages';
import type { ChannelPlace } from '../api/threads';
import { joining, visibilityOf } from './checks';
import { withUploads } from './content';
import type { MessageDraft } from './content';
import type { ItemTools } from './context';

/** A message that was posted or changed, and the answer as it came. */
export interface Posted {
	message: Message;
	answer: IDataObject;
}

/** What both generations of Twake's API can do, for one item. */
export interface Posts {
	create(places: ChannelPlace[], draft: MessageDraft): Promise<Posted>;
	reply(place: { company: string; thread: string }, draft: MessageDraft): Promise<Posted>;
	/** The message of the result is what Twake holds now: it may have ignored the change. */
	update(place: MessagePlace, change: MessageContent): Promise<Posted>;
	/** Refuses a message that was not there, as far as that can be told. */
	delete(place: MessagePlace): Promise<void>;
}

/** The application API. */
export class ApplicationPosts implements Posts {
	constructor(private readonly tools: ItemTools) {}

	async create([place, ...further]: ChannelPlace[], draft: MessageDraft): Promise<Posted> {
		const { twake, param } = this.tools;
		if (param.boolean('checkChannel')) {
			await visibilityOf(this.tools, place);
			for (const each of further)
				await visibilityOf(this.tools, each, 'additionalFields.furtherChannels');
		}
		const content = await withUploads(this.tools, place.company, draft);
		const thread = await twake.threads.create([place, ...further], content);
		return { message: thread.message, answer: thread };
	}

	async reply(
		{ company, thread }: { company: string; thread: string },
		draft: MessageDraft,
	): Promise<Posted> {
		const content = await withUploads(this.tools, company, draft);
		const { threads } = this.tools.twake;
		const answer = await threads.reply(company, thread, content, joining(this.tools));
		// An ephemeral message comes back without an id; its own one is what deletes it.
		const message = content.ephemeral ? { ...answer, id: content.ephemeral.id } : answer;
		return { message, answer: message };
	}

	async update(place: MessagePlace, change: MessageContent): Promise<Posted> {
		const { messages } = this.tools.twake;
		const message = await messages.update(place, change, joining(this.tools));
		return { message, answer: message };
	}

	async delete(place: MessagePlace): Promise<void> {
		const { twake, param } = this.tools;
		// Twake says "success" to the deletion of anything (twake.md §7): look before.
		if (!param.boolean('isEphemeral') && !(await twake.messages.get(place))) {
			const wayOut = 'It may have been deleted already.';
			param.refuse('message', 'does not exist in this thread', wayOut);
		}
		await twake.messages.delete(place);
	}
}
