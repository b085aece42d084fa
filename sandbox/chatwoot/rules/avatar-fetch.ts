import { createHash } from 'node:crypto';
import { Upload } from '../http/params';
import type { State } from '../state/state';
import type { Contact } from '../state/types';
import { avatarOf } from './avatar';

const MINUTE = 60_000;

/**
 * A job fetches the picture of an address. Failures are silent; every try leaves its marks in the
 * attributes, and within a minute of the last one nothing but the marks (chatwoot.md [141, 204]).
 */
export function fetchAvatar(state: State, contact: Contact, url: string | null | undefined): void {
	if (!url?.trim() || !/^https?:\/\//.test(url)) return;
	state.jobs.push(() => {
		const hash = createHash('sha256').update(url).digest('hex');
		const { last_avatar_sync_at: last, avatar_url_hash: known } = contact.additional_attributes;
		const isRecent = typeof last === 'string' && Date.now() - Date.parse(last) < MINUTE;
		contact.additional_attributes = {
			...contact.additional_attributes,
			last_avatar_sync_at: new Date().toISOString().replace(/\.\d+/, ''),
			avatar_url_hash: hash,
		};
		if (!isRecent && hash !== known) void attach(state, contact, url);
	});
}

async function attach(state: State, contact: Contact, url: string): Promise<void> {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
		if (!response.ok) return;
		const type = (response.headers.get('content-type') ?? '').split(';')[0];
		const name = new URL(url).pathname.split('/').at(-1) ?? '';
		const picture = new Upload(name, type, Buffer.from(await response.arrayBuffer()));
		contact.avatar = avatarOf(state, picture) ?? contact.avatar;
	} catch {
		// silent, like the job: no such host, not a picture, too big
	}
}
