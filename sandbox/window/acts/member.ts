import { randomUUID } from 'node:crypto';
import { demoIds } from '../../matrix';
import type { MatrixSandbox } from '../../matrix';
import { call, json } from './call';
import type { GivenFile, Writing } from './colleague';

const authorization = `Bearer ${demoIds.aliceToken}`;

/** Alice writes in the room or a thread of it, by the API that all Matrix clients use. */
export async function say({ url }: MatrixSandbox, { text, thread, file }: Writing): Promise<void> {
	const relation = thread && { 'm.relates_to': { rel_type: 'm.thread', event_id: thread } };
	const shown = file ? await fileOf(url, file) : { msgtype: 'm.text' };
	const content = { ...shown, body: text || file?.name, ...relation };
	const room = encodeURIComponent(demoIds.support);
	const path = `/_matrix/client/v3/rooms/${room}/send/m.room.message/${randomUUID()}`;
	await call(url + path, json('PUT', content, { authorization }));
}

/** Stores a file; returns how a message shows it. */
async function fileOf(url: string, { name, type, content }: GivenFile): Promise<object> {
	const path = `/_matrix/media/v3/upload?filename=${encodeURIComponent(name)}`;
	const { content_uri: uri } = await call<{ content_uri: string }>(url + path, {
		method: 'POST',
		body: Buffer.from(content, 'base64'),
		headers: { authorization, 'content-type': type || 'application/octet-stream' },
	});
	const msgtype = type.startsWith('image/') ? 'm.image' : 'm.file';
	return { msgtype, url: uri, filename: name };
}
