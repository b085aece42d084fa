import { randomUUID } from 'node:crypto';
import { demoIds } from '../../matrix';
import type { MatrixSandbox } from '../../matrix';
import { call, json } from './call';

/** Alice writes in the room, by the API that all Matrix clients use. */
export async function say({ url }: MatrixSandbox, { text }: { text: string }): Promise<void> {
	const room = encodeURIComponent(demoIds.support);
	const path = `/_matrix/client/v3/rooms/${room}/send/m.room.message/${randomUUID()}`;
	const authorization = `Bearer ${demoIds.aliceToken}`;
	await call(url + path, json('PUT', { msgtype: 'm.text', body: text }, { authorization }));
}
