import { randomUUID } from 'crypto';
import type { Hint } from '../../../shared/hints';
import { INSTEAD_OF_FILES } from '../../../shared/refused-files';
import type { MessageContent } from '../../api/content';
import { linksIn } from '../../api/links';
import { readBlocks } from '../blocks/read';
import type { TwakeParameters } from '../operation/parameters';
import type { MessageDraft } from '../posting/posts';
import { markdownText } from './escaped';

/**
 * The message that an item describes. A message without text, blocks and files is refused, because
 * Twake would post an empty bubble (twake.md §5).
 */
export function readMessage(param: TwakeParameters, hint: Hint): MessageDraft {
	const text = textWithMentions(param);
	const blocks = readBlocks(param, hint);
	const attachments = param.names('additionalFields.attachments');
	const files = param.ids('additionalFields.fileIds');
	const recipient = param.optionalId('additionalFields.visibleTo');
	if (text.trim() === '' && !blocks?.length && attachments.length + files.length === 0) {
		param.refuse('text', 'is empty', 'Twake would post an empty bubble. Enter a text or blocks.');
	}
	warnOfLinks(text, hint);
	return {
		text,
		blocks: blocks?.length ? blocks : undefined,
		context: filledContext(param),
		override: sender(param),
		quote: quoted(param),
		ephemeral: recipient === undefined ? undefined : { id: randomUUID(), recipient },
		files,
		attachments,
		insteadOfFiles: insteadOfFiles(param, blocks),
	};
}

function insteadOfFiles(param: TwakeParameters, blocks?: unknown[]): string | undefined {
	if (param.optionalText(INSTEAD_OF_FILES) === undefined) return undefined;
	if (!blocks?.length) return markdownText(param, INSTEAD_OF_FILES);
	return param.refuse(
		INSTEAD_OF_FILES,
		'does not go with blocks',
		'Twake shows blocks instead of the text, so nobody would see it.',
	);
}

/**
 * What to change in a message. Stored blocks would keep showing the old content, so blocks are
 * always sent: new ones, or none so that the text is shown (twake.md §7).
 */
export function readChange(param: TwakeParameters, hint: Hint): MessageContent {
	// The legacy API replaces the whole message, including its text (twake.md §11).
	const given = param.server.isLegacy ? param.requiredText('text') : param.optionalText('text');
	const text = given === undefined ? undefined : markdownText(param, 'text');
	const change: MessageContent = {
		text,
		blocks: readBlocks(param, hint) ?? (text === undefined ? undefined : []),
		context: filledContext(param),
		override: sender(param),
	};
	if (Object.values(change).every((value) => value === undefined)) {
		param.refuse('text', 'is empty', 'Enter a new text, blocks or another field to change.');
	}
	return change;
}

/** The context object, unless it is empty. */
function filledContext(param: TwakeParameters): MessageContent['context'] {
	const context = param.optionalObject('additionalFields.context');
	return context && Object.keys(context).length > 0 ? context : undefined;
}

/** The name and picture to show instead of the application's. */
function sender(param: TwakeParameters): MessageContent['override'] {
	const title = param.optionalText('additionalFields.senderName');
	const picture = param.optionalText('additionalFields.senderPicture');
	return title === undefined && picture === undefined ? undefined : { title, picture };
}

function textWithMentions(param: TwakeParameters): string {
	const names = param.names('additionalFields.mention').map((name) => name.replace(/^@/, ''));
	return [...names.map((name) => `@${name}`), markdownText(param, 'text')].join(' ');
}

function quoted(param: TwakeParameters): MessageContent['quote'] {
	const id = param.optionalId('additionalFields.quotedMessage');
	const thread = param.optionalId('additionalFields.quotedThread');
	return id === undefined ? undefined : { id, thread_id: thread ?? id };
}

function warnOfLinks(text: string, hint: Hint): void {
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
