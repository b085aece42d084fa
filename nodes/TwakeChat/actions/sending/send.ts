import type { IDataObject } from 'n8n-workflow';
import { quote } from '../../../shared/text';
import { linkTo } from '../../api/ids';
import type { Content } from '../../api/types';
import type { Call } from '../operation/operation';

type Sending = Pick<Call<unknown, unknown>, 'chat' | 'transactions' | 'refuse'>;

/**
 * The server would accept a plain message, and anybody on the way could read it (matrix.md [156]);
 * or, from those with the power for it, nobody would, because the room goes on elsewhere (matrix.md
 * [344]).
 */
export async function refuseUnsuitable(
	{ chat, refuse }: Omit<Sending, 'transactions'>,
	room: string,
	path = 'room',
): Promise<void> {
	const questions = [chat.encryption.isOn(room), chat.rooms.successor(room)] as const;
	// If one fails, the other one must not go on after its item.
	await Promise.allSettled(questions);
	const [isEncrypted, successor] = await Promise.all(questions);
	if (successor !== undefined) {
		refuse(
			path,
			`has been replaced by another room: ${quote(successor)}`,
			'Nothing was sent: people read and write there now. Choose that room, and invite the account of the credential or let it join.',
		);
	}
	if (!isEncrypted) return;
	refuse(
		path,
		'is end-to-end encrypted, and n8n cannot encrypt',
		'Nothing was sent: the server could read the message, and clients would warn of it. Encryption cannot be switched off: make a room without it, and invite those who should be in it.',
	);
}

/**
 * Sends a message to a room that is not encrypted; `work` names the operation, and what it works
 * on.
 */
export async function send(
	call: Sending,
	room: string,
	content: Content,
	work: string[],
): Promise<IDataObject> {
	await refuseUnsuitable(call, room);
	const id = await call.chat.messages.send({ room }, content, call.transactions, work);
	return sent(room, id, content);
}

/** What is known about a sent message: the server's answer is only its ID. */
export function sent(room: string, id: string, content: Content): IDataObject {
	const { rel_type: relation, event_id: root } = content['m.relates_to'] ?? {};
	const thread = relation === 'm.thread' ? root : id;
	return { id, room_id: room, thread_id: thread, text: content.body, url: linkTo(room, id) };
}
