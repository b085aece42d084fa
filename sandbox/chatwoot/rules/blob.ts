import { createHmac } from 'node:crypto';
import type { Upload } from '../http/params';
import { now } from '../state/clock';
import type { State } from '../state/state';
import type { Blob } from '../state/types';
import { sniff } from './mime';

/** Signs a value as the server signs ids of files: readable, but only its own are taken. */
export function sign(state: State, purpose: string, value: unknown): string {
	const data = Buffer.from(JSON.stringify({ [purpose]: value })).toString('base64url');
	return `${data}--${digest(state, data)}`;
}

/** The signed value, or undefined for text that this server did not sign for the purpose. */
export function verify(state: State, purpose: string, signed: string): unknown {
	const [data, mac] = signed.split('--');
	if (digest(state, data) !== mac) return undefined;
	const content = JSON.parse(Buffer.from(data, 'base64url').toString()) as Record<string, unknown>;
	return content[purpose];
}

function digest(state: State, data: string) {
	return createHmac('sha1', state.secret).update(data).digest('hex');
}

export function storeBlob(state: State, file: Upload): Blob {
	return state.blobs.insert({
		name: file.name,
		type: sniff(file.bytes, file.name, file.type),
		declared: file.type,
		bytes: file.bytes,
		created_at: now(),
	});
}

export function blobBySignedId(state: State, signed: string): Blob | undefined {
	const id = verify(state, 'blob', signed);
	return typeof id === 'number' ? state.blobs.get(id) : undefined;
}

export function signedId(state: State, blob: Blob): string {
	return sign(state, 'blob', blob.id);
}

/** The part of a name that appears in a path. */
export function fileName(blob: Blob): string {
	return encodeURIComponent(blob.name.replace(/[;"\\/]/g, (sign) => (sign === ';' ? '-' : '-')));
}

export function blobUrl(state: State, blob: Blob): string {
	return `${state.url}/rails/active_storage/blobs/redirect/${signedId(state, blob)}/${fileName(blob)}`;
}

/** The address of a scaled-down image, which is made on request (chatwoot.md [421]). */
export function thumbUrl(state: State, blob: Blob): string {
	const variation = sign(state, 'variation', 'resize_to_fill');
	const path = `${signedId(state, blob)}/${variation}/${fileName(blob)}`;
	return `${state.url}/rails/active_storage/representations/redirect/${path}`;
}
