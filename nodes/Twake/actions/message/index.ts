import type { Resource } from '../operation/context';
import { askInChannel } from './send-and-wait.operation';
import { addReaction } from './add-reaction.operation';
import { deleteMessage } from './delete.operation';
import { downloadAttachments } from './download-attachments.operation';
import { getManyMessages } from './get-many.operation';
import { getMessage } from './get.operation';
import { moveMessage } from './move.operation';
import { pinMessage } from './pin.operation';
import { removeReaction } from './remove-reaction.operation';
import { searchMessages } from './search.operation';
import { sendMessage } from './send.operation';
import { setReactions } from './set-reactions.operation';
import { unpinMessage } from './unpin.operation';
import { updateMessage } from './update.operation';

export const message: Resource = {
	name: 'Message',
	value: 'message',
	operations: [
		addReaction,
		askInChannel,
		deleteMessage,
		downloadAttachments,
		getMessage,
		getManyMessages,
		moveMessage,
		pinMessage,
		removeReaction,
		searchMessages,
		sendMessage,
		setReactions,
		unpinMessage,
		updateMessage,
	],
};
