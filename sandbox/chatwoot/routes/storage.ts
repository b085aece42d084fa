import type { Call } from '../call';
import { Halt, serverError, unprocessable } from '../http/errors';
import { exception } from '../http/exceptions';
import { Upload } from '../http/params';
import { redirect, Reply } from '../http/reply';
import {
	blobBySignedId,
	blobUrl,
	fileName,
	sign,
	signedId,
	storeBlob,
	verify,
} from '../rules/blob';
import { dimensions, isInline, servedType } from '../rules/mime';
import type { State } from '../state/state';
import type { Blob } from '../state/types';
import { fetchUpload } from '../rules/fetch';
import type { Routes } from './routes';

const LIFETIME = 5 * 60_000; // of the address behind a redirect (chatwoot.md [421])

/** A forged address: 404 with an empty body (chatwoot.md [421]). */
function gone() {
	return new Halt(new Reply(404, '', 'text/html'));
}

/** A file that was deleted: Rails' page for missing records (chatwoot.md [443]). */
function blobOf(call: Call): Blob {
	if (verify(call.state, 'blob', call.path.signed_id) === undefined) throw gone();
	const blob = blobBySignedId(call.state, call.path.signed_id);
	if (!blob) throw new Halt(exception(404, 'html'));
	return blob;
}

function diskUrl(state: State, blob: Blob): string {
	const ticket = sign(state, 'disk', { id: blob.id, until: Date.now() + LIFETIME });
	return `${state.url}/rails/active_storage/disk/${ticket}/${fileName(blob)}`;
}

function original(call: Call) {
	return redirect(diskUrl(call.state, blobOf(call)));
}

/** Thumbnails are made on request: anything but an image fails then (chatwoot.md [465]). */
function thumbnail(call: Call) {
	const blob = blobOf(call);
	if (!dimensions(blob.bytes) && blob.type !== 'image/webp') throw new Halt(exception(500, 'html'));
	return redirect(diskUrl(call.state, blob));
}

function disk(call: Call) {
	const ticket = verify(call.state, 'disk', call.path.ticket) as
		{ id: number; until: number } | undefined;
	const blob = ticket && ticket.until > Date.now() ? call.state.blobs.get(ticket.id) : undefined;
	if (!blob) throw gone();
	const ascii = blob.name.replace(/[^\x20-\x7e]/g, '?').replace(/"/g, '\\"');
	const encoded = encodeURIComponent(blob.name);
	const kind = isInline(blob.type) ? 'inline' : 'attachment';
	return new Reply(200, blob.bytes, servedType(blob.type), {
		'content-disposition': `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`,
	});
}

/** POST upload: a file or its address (chatwoot.md [280-283, 430]). */
async function upload(call: Call) {
	const { attachment, external_url: address } = call.params;
	if (attachment != null && attachment !== '') {
		if (!(attachment instanceof Upload)) throw serverError('not a file');
		return stored(call, attachment);
	}
	if (address == null || address === '') {
		throw unprocessable('No file or URL provided');
	}
	return stored(call, await fetchUpload(address));
}

function stored(call: Call, file: Upload) {
	const blob = storeBlob(call.state, file);
	return { file_url: blobUrl(call.state, blob), blob_id: signedId(call.state, blob) };
}

export function storageRoutes(on: Routes): void {
	on.account('POST', 'upload', upload);
	const base = '/rails/active_storage';
	on.files(`${base}/blobs/redirect/:signed_id/:name`, original);
	on.files(`${base}/representations/redirect/:signed_id/:variation/:name`, thumbnail);
	on.files(`${base}/disk/:ticket/:name`, disk);
}
