import { serverError } from '../http/errors';
import type { Param } from '../http/params';
import { Upload } from '../http/params';
import type { State } from '../state/state';
import { blobBySignedId, storeBlob } from './blob';
import { Validation } from './errors';

const AVATARS = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];
const MAX_AVATAR = 15 * 1024 * 1024;

/**
 * The blob of the picture in the parameters: null removes it, undefined keeps it
 * (chatwoot.md [139, 140]).
 */
export function avatarOf(state: State, value: Param | undefined): number | null | undefined {
	if (value === undefined || value === '') return undefined;
	if (value === null) return null;
	const blob =
		value instanceof Upload ? storeBlob(state, value) : blobBySignedId(state, String(value));
	if (!blob) throw serverError('mismatched digest');
	const check = new Validation();
	if (!AVATARS.includes(blob.type)) check.add('avatar', 'filetype not supported');
	if (blob.bytes.length > MAX_AVATAR) check.add('avatar', 'is too big');
	check.finish();
	return blob.id;
}
