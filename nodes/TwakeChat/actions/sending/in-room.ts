import { readMessage } from '../content/draft';
import { contentFields, rarerContentFields } from '../content/fields';
import { room } from '../kinds/room';
import type { Operation } from '../operation/context';
import { operation } from '../operation/operation';
import type { OperationWords } from '../../../shared/operation';
import { send } from './send';

/**
 * An operation that sends a message to a room, for the different names under which people look for
 * it.
 */
export function sendingInRoom(words: OperationWords): Operation {
	return operation({
		...words,
		on: room,
		fields: contentFields,
		additional: rarerContentFields,
		isKeyed: true,
		read: readMessage,
		act: async (call) => await send(call, call.place.room, call.input, ['send']),
	});
}
