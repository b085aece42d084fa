import type { IDataObject } from 'n8n-workflow';
import { filesNamed } from '../../../shared/binary';
import type { FilePart } from '../../../shared/multipart';
import { INSTEAD_OF_FILES } from '../../../shared/refused-files';
import { lengthOf, quote } from '../../../shared/text';
import { isUploadId } from '../../api/files';
import { CONTENT_TYPES } from '../../api/items';
import type { ContentType } from '../../api/items';
import { escapeLiquid } from '../../api/liquid';
import { kindFields, MAX_CONTENT, MESSAGE_KINDS } from '../../api/new-message';
import type { MessageKind, NewMessage } from '../../api/new-message';
import { parseEmail } from '../../api/people';
import type { ChatwootContext } from '../operation/types';
import type { ChatwootParameters } from '../parameters/parameters';
import { Draft, EMAIL_FIELDS, isEmpty } from './draft';
import type { Written } from './draft';
import { itemsFrom } from './items';
import { pickedTemplateFrom, typedTemplateFrom } from './template';

/** The longest that servers of all versions accept (chatwoot.md §14). */
const MAX_SOURCE_ID = 255;

type Source = Pick<ChatwootContext, 'param' | 'file'>;

/**
 * The message in the parameters of `contentFields` and their extras. Everything that the server
 * would silently ignore is refused here, before any request.
 */
export async function draftFrom(source: Source, replyTo?: number): Promise<Draft> {
	const { param } = source;
	const written = await read(source, replyTo);
	return isEmpty(written) ? refuseEmpty(param) : new Draft(param, written);
}

/** The first message of a new conversation, undefined when there is none. */
export async function firstDraftFrom(source: Source): Promise<Draft | undefined> {
	const { param } = source;
	const written = await read(source);
	if (!isEmpty(written)) return new Draft(param, written);
	const isKind = (key: string) => key === 'message_type' || key === 'private';
	const hasMore = Object.keys(written.fields).some((key) => !isKind(key));
	return hasMore ? refuseEmpty(param) : undefined;
}

function refuseEmpty(param: ChatwootParameters): never {
	return param.refuse('text', 'is empty', 'Write a text, or attach a file.');
}

async function read(source: Source, replyTo?: number): Promise<Written> {
	const { param } = source;
	const canned = param.optionalId('additionalFields.cannedResponse');
	const template = typeOf(param) === 'template' ? pickedTemplateFrom(param) : undefined;
	const fields: NewMessage = {
		...textAndItems(param, replyTo),
		...emailsFrom(param),
		...typedTemplateFrom(param),
		...uploadsFrom(param),
	};
	const attachments = await filesNamed(source, 'attachments');
	Object.assign(fields, sourceFrom(param), voiceFrom(param, fields, attachments));
	if (canned !== undefined && fields.message_type === 'incoming') {
		param.refuse(
			'additionalFields.cannedResponse',
			'does not go with an incoming message',
			'Chatwoot fills in its variables in outgoing messages and private notes only.',
		);
	}
	if ((fields.template_params || template) && attachments.length > 0) {
		param.refuse(
			template ? 'template' : 'additionalFields.template',
			'does not go with attachments',
			'Give the address of the file in the header of the parameters.',
		);
	}
	const insteadOfFiles = textAt(param, INSTEAD_OF_FILES, kindOf(param), isAsTyped(param))?.content;
	return { fields, files: attachments, insteadOfFiles, canned, template };
}

function textAndItems(param: ChatwootParameters, replyTo?: number): NewMessage {
	const message = textFrom(param);
	const attributes: IDataObject = {
		...param.optionalObject('additionalFields.contentAttributes'),
		...(replyTo !== undefined && { in_reply_to: replyTo }),
	};
	const type = typeOf(param);
	if (type !== 'text' && type !== 'template') {
		attributes.items = itemsFrom(param, type, attributes);
		message.content_type = type;
	}
	if (Object.keys(attributes).length > 0) message.content_attributes = attributes;
	return message;
}

function typeOf(param: ChatwootParameters): ContentType | 'template' {
	return param.optionalChoice('contentType', [...CONTENT_TYPES, 'template']) ?? 'text';
}

/**
 * The text and its direction. Incoming texts are never rendered with Liquid; notes are, because
 * they are outgoing.
 */
function textFrom(param: ChatwootParameters): NewMessage {
	const kind = kindOf(param);
	return textAt(param, 'text', kind, isAsTyped(param)) ?? kindFields(kind);
}

const kindOf = (param: ChatwootParameters) => param.choice('messageType', MESSAGE_KINDS);

const isAsTyped = (param: ChatwootParameters) =>
	kindOf(param) === 'incoming' || param.boolean('additionalFields.useLiquid');

/** The text of a parameter as a message of this kind; undefined when it is empty. */
export function textAt(
	param: ChatwootParameters,
	path: string,
	kind: MessageKind,
	isAsTyped = false,
): NewMessage | undefined {
	const typed = param.optionalText(path);
	if (typed === undefined) return undefined;
	const content = isAsTyped ? typed : escapeLiquid(typed);
	const length = lengthOf(content);
	if (length > MAX_CONTENT) {
		const braces = content.length > typed.length ? ', with what keeps its braces as they are' : '';
		param.refuse(
			path,
			`has ${length} characters${braces}`,
			`Chatwoot takes at most ${MAX_CONTENT}. Send longer texts as a file.`,
		);
	}
	return { content, ...kindFields(kind) };
}

function emailsFrom(param: ChatwootParameters): Partial<NewMessage> {
	const emails: Partial<NewMessage> = {};
	for (const key of ['to_emails', 'cc_emails', 'bcc_emails'] as const) {
		const path = EMAIL_FIELDS[key];
		const addresses = param
			.names(path)
			.map(
				(text) => parseEmail(text) ?? param.refuse(path, `holds no e-mail address: ${quote(text)}`),
			);
		if (addresses.length > 0) emails[key] = addresses.join(',');
	}
	return emails;
}

function sourceFrom(param: ChatwootParameters): Partial<NewMessage> {
	const path = 'additionalFields.sourceId';
	const source_id = param.trimmed(path);
	if (source_id === undefined) return {};
	// Only servers before v4.9 refuse longer ones (422), but no index holds them (chatwoot.md §14).
	const length = lengthOf(source_id);
	if (length <= MAX_SOURCE_ID) return { source_id };
	return param.refuse(path, `has ${length} characters`, `It may have ${MAX_SOURCE_ID}.`);
}

const VOICE = 'additionalFields.isVoiceMessage';

function voiceFrom(
	param: ChatwootParameters,
	{ attachments = [] }: NewMessage,
	files: FilePart[],
): Partial<NewMessage> {
	if (!param.boolean(VOICE)) return {};
	// Only the server knows the type of uploaded files; it ignores the flag for files that are not
	// audio.
	const isPossible = attachments.length > 0 || files.some(({ type }) => isAudio(type));
	if (isPossible) return { is_voice_message: true };
	return param.refuse(
		VOICE,
		'is on, but no audio file is attached',
		files.length > 0
			? `There are files of the type ${files.map(({ type }) => type).join(', ')}.`
			: 'Name the binary field of the recording under Attachments.',
	);
}

const isAudio = (type: string) => /^audio\//i.test(type);

function uploadsFrom(param: ChatwootParameters): Partial<NewMessage> {
	const path = 'additionalFields.uploadIds';
	const attachments = param.names(path);
	const wrong = attachments.find((id) => !isUploadId(id));
	if (wrong !== undefined) {
		param.refuse(
			path,
			`holds no upload ID: ${quote(wrong)}`,
			'It is the output "id" of File > Upload, not the address of the file.',
		);
	}
	return attachments.length > 0 ? { attachments } : {};
}
