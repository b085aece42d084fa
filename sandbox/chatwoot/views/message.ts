import { blobUrl, thumbUrl } from '../rules/blob';
import { dimensions, extension } from '../rules/mime';
import { unreadCount } from '../rules/unread';
import { conversationOf, sessionOf } from '../state/access';
import { iso, unix } from '../state/clock';
import type { State } from '../state/state';
import type { Attachment, Message } from '../state/types';
import { senderView } from './person';

// milliseconds until a background job knows an image's size (chatwoot.md [466])
const ANALYSIS = 200;

export function attachmentView(state: State, attachment: Attachment) {
	const blob = state.blobs.get(attachment.blob_id);
	const common = {
		id: attachment.id,
		message_id: attachment.message_id,
		file_type: attachment.file_type,
		account_id: attachment.account_id,
	};
	if (!blob) return { ...common, data_url: null, thumb_url: '' };
	const size = Date.now() - blob.created_at > ANALYSIS ? dimensions(blob.bytes) : undefined;
	const audio = attachment.file_type === 'audio';
	return {
		...common,
		extension: extension(blob.name) ?? null,
		content_type: blob.type,
		data_url: blobUrl(state, blob) + (audio ? '?disposition=inline' : ''),
		thumb_url: attachment.file_type === 'image' ? thumbUrl(state, blob) : '',
		file_size: blob.bytes.length,
		width: size?.width ?? null,
		height: size?.height ?? null,
		...(audio ? { transcribed_text: '' } : {}),
	};
}

/** An attachment in a list: no type and account, but the message's time and sender. */
export function listedAttachment(state: State, message: Message, attachment: Attachment) {
	const blob = state.blobs.get(attachment.blob_id);
	const size = blob && dimensions(blob.bytes);
	const sender = senderView(state, message.sender);
	return {
		id: attachment.id,
		message_id: message.id,
		thumb_url: blob && attachment.file_type === 'image' ? thumbUrl(state, blob) : '',
		data_url: blob ? blobUrl(state, blob) : null,
		file_size: blob?.bytes.length ?? 0,
		file_type: attachment.file_type,
		extension: (blob && extension(blob.name)) ?? null,
		width: size?.width ?? null,
		height: size?.height ?? null,
		created_at: unix(message.created_at),
		...(sender ? { sender } : {}),
	};
}

function extras(state: State, message: Message) {
	const sender = senderView(state, message.sender);
	const attachments = state.attachments
		.by('message_id', message.id)
		.map((row) => attachmentView(state, row));
	return {
		...(sender ? { sender } : {}),
		...(attachments.length > 0 ? { attachments } : {}),
	};
}

/** A message of the message calls. */
export function messageView(state: State, message: Message, echoId?: unknown) {
	return {
		id: message.id,
		content: message.content,
		inbox_id: message.inbox_id,
		...(echoId === undefined || echoId === null ? {} : { echo_id: echoId }),
		conversation_id: conversationOf(state, message).display_id,
		message_type: message.message_type,
		content_type: message.content_type,
		status: message.status,
		content_attributes: message.content_attributes,
		created_at: unix(message.created_at),
		private: message.private,
		source_id: message.source_id,
		...extras(state, message),
	};
}

/** The last message inside a conversation: its columns and more (chatwoot.md [313, 400]). */
export function innerMessage(state: State, message: Message) {
	const conversation = conversationOf(state, message);
	return {
		id: message.id,
		content: message.content,
		account_id: message.account_id,
		inbox_id: message.inbox_id,
		conversation_id: conversation.display_id,
		message_type: message.message_type,
		created_at: unix(message.created_at),
		updated_at: iso(message.updated_at),
		private: message.private,
		status: message.status,
		source_id: message.source_id,
		content_type: message.content_type,
		content_attributes: message.content_attributes,
		sender_type: message.sender?.type ?? null,
		sender_id: message.sender?.id ?? null,
		external_source_ids: {},
		additional_attributes: message.additional_attributes,
		processed_message_content: message.content,
		sentiment: {},
		conversation: {
			assignee_id: conversation.assignee_id,
			unread_count: unreadCount(state, conversation),
			last_activity_at: unix(conversation.last_activity_at),
			contact_inbox: { source_id: sessionOf(state, conversation).source_id },
		},
		...extras(state, message),
	};
}
