import { randomUUID } from 'crypto';
import type { MessageContent } from '../api/content';
import { linksIn } from '../api/links';
import type { ItemTools, TwakeContext } from './context';

/** A message whose attachments, named by their binary fields, are not uploaded yet. */
export interface MessageDraft extends MessageContent {
	attachments: string[];
}

/**
 * The message that an item describes, checked without any request. A message without text, blocks
 * and files is refused, because Twake would post an empty bubble (twake.md §5).
 */
export function readMessage(context: TwakeContext): MessageDraft {
	const { param, hint } = context;
	const text = textWithMentions(context);
	const blocks = param.blocks((problem) => hint(`Left out of a message: ${problem}`, 'warning'));
	const attachments = param.names('additionalFields.attachments');
	const files = param.ids('additionalFields.fileIds');
	const recipient = param.optionalId('additionalFields.visibleTo');
	if (text.trim() === '' && !blocks?.length && attachments.length + files.length === 0) {
		param.refuse('text', 'is empty', 'Twake would post an empty bubble. Enter a text or blocks.');
	}
	warnOfLinks(context, text);
	return {
		text,
		blocks: blocks?.length ? blocks : undefined,
		context: filledObject(context),
		override: sender(context),
		quote: quoted(context),
		ephemeral: recipient === undefined ? undefined : { id: randomUUID(), recipient },
		files,
		attachments,
	};
}

/** The message ready to be sent: its attachments are uploaded to the company. */
export async function withUploads(
	{ twake, file }: ItemTools,
	company: string,
	{ attachments, ...content }: MessageDraft,
): Promise<MessageContent> {
	const parts = await Promise.all(attachments.map(file));
	const files = [...(content.files ?? [])];
	for (const part of parts) files.push((await twake.files.upload(company, part)).id);
	return { ...content, files: files.length > 0 ? files : undefined };
}

/** The context object, unless it is empty. */
export function filledObject({ param }: TwakeContext): MessageContent['context'] {
	const context = param.optionalObject('additionalFields.context');
	return context && Object.keys(context).length > 0 ? context : undefined;
}

/** Name and picture to show instead of the application's. */
export function sender({ param }: TwakeContext): MessageContent['override'] {
	const title = param.optionalText('additionalFields.senderName');
	const picture = param.optionalText('additionalFields.senderPicture');
	return title === undefined && picture === undefined ? undefined : { title, picture };
}

function textWithMentions({ param }: TwakeContext): string {
	const names = param.names('additionalFields.mention').map((name) => name.replace(/^@/, ''));
	return [...names.map((name) => `@${name}`), param.text('text')].join(' ');
}

function quoted({ param }: TwakeContext): MessageContent['quote'] {
	const id = param.optionalId('additionalFields.quotedMessage');
	const thread = param.optionalId('additionalFields.quotedThread');
	return id === undefined ? undefined : { id, thread_id: thread ?? id };
}

function warnOfLinks({ hint }: TwakeContext, text: string): void {
	const links = linksIn(text);
	if (links === 'resume') {
		hint(
			'A text holds a link that resumes an n8n execution. Twake’s server itself requests links for a preview, so it would resume at once. Put the link in a block (a "Field to Copy").',
			'warning',
		);
	}
	if (links === 'some') {
		hint('Twake’s server requests links in a text for a preview. Put one-time links in blocks.');
	}
}
