import { filtered, take } from '../../../shared/pages';
import type { MatrixEvent, MessagePlace } from '../../api/types';
import type { Call } from '../operation/operation';

/** The reaction of the account itself to a message; the server keeps one of each kind. */
export async function ownReaction(
	{ chat }: Pick<Call<unknown, unknown>, 'chat'>,
	place: MessagePlace,
	key: string,
): Promise<MatrixEvent | undefined> {
	const me = await chat.account.me();
	const own = filtered(
		chat.messages.related(place, 'm.annotation'),
		({ sender, content }) => sender === me && content['m.relates_to']?.key === key,
	);
	return (await take(own, 1)).at(0);
}
