import type { FilePart } from '../../../shared/multipart';
import { lengthOf } from '../../../shared/text';
import type { AccountApi } from '../../api';
import { channelProblem, needsChannel } from '../../api/channels';
import { MAX_CONTENT } from '../../api/new-message';
import type { NewMessage } from '../../api/new-message';
import type { MessageWithFiles } from '../../api/refused-files';
import type { ChatwootParameters } from '../parameters/parameters';
import type { Destination } from './destination';
import { withTemplate } from './template';
import type { PickedTemplate } from './template';

/** A message as described by the parameters. */
export interface Written {
	fields: NewMessage;
	files: FilePart[];
	/** What stands below its text if the server refuses the files for good. */
	insteadOfFiles?: string;
	/** The canned response with whose text it begins. */
	canned?: number;
	template?: PickedTemplate;
}

/** The server would store and send an empty message all the same (chatwoot.md §17.6). */
export function isEmpty({ fields, files, canned, template }: Written): boolean {
	const { content, content_type, template_params, attachments } = fields;
	const parts = [content, content_type, template_params, attachments, canned, template];
	return files.length === 0 && parts.every((part) => part === undefined);
}

/** Parameters that need a certain type of inbox. */
export const EMAIL_FIELDS = {
	to_emails: 'additionalFields.toEmails',
	cc_emails: 'additionalFields.ccEmails',
	bcc_emails: 'additionalFields.bccEmails',
} as const;

const NEEDS_CHANNEL = {
	...EMAIL_FIELDS,
	message_type: 'messageType',
	template_params: 'additionalFields.template',
} as const;

/** A message that is complete except for what has to be looked up. */
export class Draft {
	constructor(
		private readonly param: ChatwootParameters,
		private readonly written: Written,
	) {}

	get files(): FilePart[] {
		return this.written.files;
	}

	get hasTemplate(): boolean {
		const { fields, template } = this.written;
		return template !== undefined || fields.template_params !== undefined;
	}

	get isEmpty(): boolean {
		return isEmpty(this.written);
	}

	/** Whether it is sent through the channel of the inbox. */
	get isToCustomer(): boolean {
		const { message_type, private: isNote } = this.written.fields;
		return message_type === 'outgoing' && !isNote;
	}

	/** The same without its template. */
	withoutTemplate(): Draft {
		const fields = { ...this.written.fields };
		delete fields.template_params;
		return new Draft(this.param, { ...this.written, fields, template: undefined });
	}

	/** The same for the team only. */
	asNote(): Draft {
		const { fields } = this.withoutTemplate().written;
		return new Draft(this.param, { ...this.written, fields: { ...fields, private: true } });
	}

	/**
	 * The message for this destination: with the canned response before its own text, and with the
	 * inbox's template. Refuses what an inbox of this type would refuse or ignore.
	 */
	async for(api: AccountApi, destination: Destination): Promise<MessageWithFiles> {
		await this.checkChannel(destination);
		const fields = await this.withCanned(api);
		const { files, insteadOfFiles, template } = this.written;
		const message = template
			? await withTemplate(this.param, api, await destination.inbox(), fields, template)
			: fields;
		return { message, files, insteadOfFiles };
	}

	private async checkChannel(destination: Destination): Promise<void> {
		const { fields } = this.written;
		// The server itself refuses incoming messages elsewhere, but only after the conversation was
		// created.
		const isIncoming = fields.message_type === 'incoming' && destination.mayMake;
		if (!isIncoming && !needsChannel(fields)) return;
		const channel = await destination.channel();
		const problem = channel === undefined ? undefined : channelProblem(fields, channel);
		if (problem) this.param.refuse(NEEDS_CHANNEL[problem.field], problem.text, problem.wayOut);
	}

	private async withCanned({ cannedResponses }: AccountApi): Promise<NewMessage> {
		const { fields, canned } = this.written;
		if (canned === undefined) return fields;
		const path = 'additionalFields.cannedResponse';
		const found = (await cannedResponses.list()).find(({ id }) => id === canned);
		if (!found)
			return this.param.refuse(path, `is not a canned response of the account: ${canned}`);
		const texts = [found.content, fields.content].filter((text) => text !== undefined);
		const content = texts.join('\n\n');
		const length = lengthOf(content);
		if (length > MAX_CONTENT) {
			this.param.refuse(
				path,
				`makes a text of ${length} characters`,
				`Chatwoot takes ${MAX_CONTENT}.`,
			);
		}
		return { ...fields, content };
	}
}
