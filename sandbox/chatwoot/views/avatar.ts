import { thumbUrl } from '../rules/blob';
import type { State } from '../state/state';

function picture(state: State, blobId: number | null): string {
	const blob = state.blobs.get(blobId);
	return blob ? thumbUrl(state, blob) : '';
}

/** The address of a picture, "" when there is none. */
export function contactThumbnail(state: State, row: { avatar: number | null }): string {
	return picture(state, row.avatar);
}
export const userAvatar = contactThumbnail;
export const inboxAvatar = contactThumbnail;
export const botThumbnail = contactThumbnail;
