import { RubyError } from '../http/errors';
import { inspect } from '../http/cast';
import type { Param } from '../http/params';
import { isParams, Upload } from '../http/params';
import type { State } from '../state/state';
import type { Attachment, Blob, Inbox, Message } from '../state/types';
import { blobBySignedId, storeBlob } from './blob';
import type { Validation } from './errors';
import { className } from './items';
import { fileType } from './mime';
import { isWebsite } from './inbox';

const MAX_SIZE = 40 * 1024 * 1024; // MAXIMUM_FILE_UPLOAD_SIZE (chatwoot.md [436])

/** What website visitors may exchange besides media of all kinds (chatwoot.md [427]). */
const ACCEPTED = new Set([
	'text/csv',
	'text/plain',
	'text/rtf',
	'application/json',
	'application/pdf',
	'application/zip',
	'application/x-7z-compressed',
	'application/vnd.rar',
	'application/x-tar',
	'application/msword',
	'application/vnd.ms-excel',
	'application/vnd.ms-powerpoint',
	'application/rtf',
	'application/vnd.oasis.opendocument.text',
	'application/vnd.openxmlformats-officedocument.presentationml.presentation',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
]);

/** A file of a message that is not stored yet. */
export class NewAttachment {
	constructor(
		readonly fileType: string,
		readonly blob: Blob | undefined,
	) {}

	/** Size and type are limited in website inboxes only (chatwoot.md [427, 436]). */
	check(check: Validation, inbox: Inbox): void {
		if (!this.blob || !isWebsite(inbox)) return;
		if (this.blob.bytes.length > MAX_SIZE) check.add('attachments.file', 'size is too big');
		const media = /^(image|video|audio)\//.test(this.blob.type);
		if (!media && !ACCEPTED.has(this.blob.type))
			check.add('attachments.file', 'type not supported');
	}
}

function fileOf(state: State, value: Param): NewAttachment {
	if (value instanceof Upload)
		return new NewAttachment(fileType(value.type), storeBlob(state, value));
	if (isParams(value)) {
		const shown = `#<ActionController::Parameters ${inspect(value)} permitted: false>`;
		throw new RubyError(`Could not find or build blob: expected attachable, got ${shown}`);
	}
	if (typeof value !== 'string') {
		throw new RubyError(`Could not find or build blob: expected attachable, got ${inspect(value)}`);
	}
	if (value === '') return new NewAttachment('file', undefined);
	const blob = blobBySignedId(state, value);
	if (!blob) throw new RubyError('mismatched digest');
	return new NewAttachment(fileType(blob.type), blob);
}

/** `attachments` of a request: uploads and signed ids, in a list (chatwoot.md [425, 435]). */
export function filesOf(state: State, value: Param | undefined): NewAttachment[] {
	if (value === undefined || value === null || value === '' || value === false) return [];
	if (isParams(value)) return Object.entries(value).map((pair) => fileOf(state, pair as Param));
	if (Array.isArray(value)) return value.map((item) => fileOf(state, item));
	const kind = value instanceof Upload ? 'ActionDispatch::Http::UploadedFile' : className(value);
	throw new RubyError(`undefined method \`each' for an instance of ${kind}`);
}

export function addAttachments(state: State, message: Message, files: NewAttachment[]): void {
	for (const file of files) {
		state.attachments.insert({
			account_id: message.account_id,
			message_id: message.id,
			file_type: file.fileType,
			blob_id: file.blob?.id ?? null,
		});
	}
}

/**
 * Removes the files of a message; the bytes stay while another message uses them
 * (chatwoot.md [429, 443]).
 */
export function removeAttachments(state: State, message: Message): void {
	const gone: Attachment[] = [...state.attachments.by('message_id', message.id)];
	for (const attachment of gone) state.attachments.remove(attachment.id);
	for (const { blob_id } of gone) {
		if (blob_id === null) continue;
		const used = state.attachments.find((row) => row.blob_id === blob_id);
		if (!used) state.blobs.remove(blob_id);
	}
}
