import { messageOutput } from '../../api/output';
import { message } from '../kinds/message';
import { threadKey } from '../kinds/thread';
import { operation } from '../operation/operation';
import type { OperationWords } from '../../../shared/operation';
import type { Operation } from '../operation/context';

/** An operation that pins or unpins a message. */
export function pinning(pinned: boolean, words: OperationWords): Operation {
	return operation({
		...words,
		on: message,
		joins: true,
		orderKey: threadKey,
		act: async ({ twake, place, mayJoin }) => await twake.messages.pin(place, pinned, mayJoin),
		simplify: (changed, self) => ({ ...messageOutput(changed, self), pinned }),
	});
}
