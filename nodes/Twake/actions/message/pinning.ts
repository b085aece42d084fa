import { messageOutput } from '../../api/output';
import { message } from '../kinds/message';
import { threadKey } from '../kinds/thread';
import { operation } from '../operation/operation';
import type { Operation } from '../operation/context';

type Words = Pick<Operation, 'name' | 'value' | 'action' | 'description'>;

/** An operation that sets or takes off the pin of a message. */
export function pinning(pinned: boolean, words: Words): Operation {
	return operation({
		...words,
		on: message,
		joins: true,
		orderKey: threadKey,
		act: async ({ twake, place, join }) => await twake.messages.pin(place, pinned, join),
		simplify: (changed) => ({ ...messageOutput(changed), pinned }),
	});
}
