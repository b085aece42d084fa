import type { IDataObject } from 'n8n-workflow';
import type { FilePart } from '../../../shared/multipart';
import { quote } from '../../../shared/text';
import type { AccountApi } from '../../api';
import { channelProblem, CONTENT_TYPES, isUploadId, MAX_CONTENT } from '../../api/content';
import type { ContentType } from '../../api/content';
import type { NewMessage } from '../../api/messages';
import { parseEmail } from '../../api/people';
import type { ChatwootContext } from '../operation/types';
import type { ChatwootParameters } from '../parameters/parameters';
import { itemsFrom } from './items';
import { pickedTemplateFrom, typedTemplateFrom, withTemplate } from './template';
import type { PickedTemplate } from './template';
import { messageFrom } from './text';

/** A message that is ready but for what has to be asked for. */
export interface Draft {
	fields: NewMessage;
	files: FilePart[];
	/** The canned response whose text it begins with. */
	canned?: number;
	template?: PickedTemplate;
}

type Source = Pick<ChatwootContext, 'param' | 'files'>;

/**
 * The message that stands in the parameters of `contentFields` and their extras. All that the
 * server swallows silently is refused here, before any request.
 */
export async function draftFrom(source: Source, replyTo?: number): Promise<Draft> {
	const draft = await read(source, 'content', replyTo);
	return isEmpty(draft) ? refuseEmpty(source.param, 'content') : draft;
}

/** The message in the parameters of `firstMessageFields`, undefined when there is none. */
export async function firstDraftFrom(source: Source): Promise<Draft | undefined> {
	const draft = await read(source, 'message');
	if (!isEmpty(draft)) return draft;
	const isKind = (key: string) => key === 'message_type' || key === 'private';
	const hasMore = Object.keys(draft.fields).some((key) => !isKind(key));
	return hasMore ? refuseEmpty(source.param, 'message') : undefined;
}

function isEmpty({ fields, files, canned, template }: Draft): boolean {
	const { content, content_type, template_params, attachments } = fields;
	const parts = [content, content_type, template_params, attachments, canned, template];
	return files.length === 0 && parts.every((part) => part === undefined);
}

function refuseEmpty(param: ChatwootParameters, path: string): never {
	return param.refuse(path, 'is empty', 'Write a text, or attach a file.');
}

async function read({ param, files }: Source, textPath: string, replyTo?: number): Promise<Draft> {
	const canned = param.optionalId('additionalFields.cannedResponse');
	const template = typeOf(param) === 'template' ? pickedTemplateFrom(param) : undefined;
	const fields = {
		...newMessage(param, textPath, replyTo),
		...emailsFrom(param),
		...typedTemplateFrom(param),
		...uploadsFrom(param),
	};
	const attachments = await files(param.names('attachments'));
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
	return { fields, files: attachments, canned, template };
}

/**
 * The message of a draft for an inbox, with the text of the canned response before its own, and
 * with the template of the inbox.
 */
export async function finished(
	param: ChatwootParameters,
	api: AccountApi,
	draft: Draft,
	inbox: () => Promise<number>,
): Promise<NewMessage> {
	const { template } = draft;
	const fields = await withCanned(param, api, draft);
	return template ? await withTemplate(param, api, await inbox(), fields, template) : fields;
}

async function withCanned(
	param: ChatwootParameters,
	api: AccountApi,
	{ fields, canned }: Draft,
): Promise<NewMessage> {
	if (canned === undefined) return fields;
	const path = 'additionalFields.cannedResponse';
	const known = await api.cannedResponses.list();
	const found = known.find(({ id }) => id === canned);
	if (!found) return param.refuse(path, `is no canned response of the account: ${canned}`);
	const content = [found.content, fields.content].filter((text) => text !== undefined).join('\n\n');
	if (content.length > MAX_CONTENT) {
		param.refuse(
			path,
			`makes a text of ${content.length} characters`,
			`Chatwoot takes ${MAX_CONTENT}.`,
		);
	}
	return { ...fields, content };
}

/** Refuses what an inbox of this type would refuse or forget. */
export function checkChannel(
	param: ChatwootParameters,
	fields: NewMessage,
	channel: string | undefined,
): void {
	const problem = channel === undefined ? undefined : channelProblem(fields, channel);
	if (!problem) return;
	param.refuse(PLACES[problem.field], problem.text, problem.wayOut);
}

/** The parameters that need a certain type of inbox. */
const PLACES = {
	message_type: 'messageType',
	to_emails: 'additionalFields.toEmails',
	cc_emails: 'additionalFields.ccEmails',
	bcc_emails: 'additionalFields.bccEmails',
	template_params: 'additionalFields.template',
} as const;

function newMessage(param: ChatwootParameters, textPath: string, replyTo?: number): NewMessage {
	const message = messageFrom(param, textPath);
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

function emailsFrom(param: ChatwootParameters): Partial<NewMessage> {
	const emails: Partial<NewMessage> = {};
	for (const key of ['to_emails', 'cc_emails', 'bcc_emails'] as const) {
		const addresses = param.names(PLACES[key]);
		const wrong = addresses.find((address) => parseEmail(address) === undefined);
		if (wrong !== undefined) param.refuse(PLACES[key], `holds no e-mail address: ${quote(wrong)}`);
		if (addresses.length > 0) emails[key] = addresses.join(',');
	}
	return emails;
}

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
