import type { Resource } from '../operation/types';
import { labelOperations } from '../labelling/labels';
import { addParticipants } from './add-participants.operation';
import { assignConversation } from './assign.operation';
import { bulkUpdate } from './bulk-update.operation';
import { createConversation } from './create.operation';
import { deleteCustomAttributes } from './delete-custom-attributes.operation';
import { deleteConversation } from './delete.operation';
import { findOrCreateConversation } from './find-or-create.operation';
import { getAttachments } from './get-attachments.operation';
import { getCounts } from './get-counts.operation';
import { getDraft } from './get-draft.operation';
import { getHistory } from './get-history.operation';
import { handBackConversation } from './hand-back.operation';
import { handOverConversation } from './hand-over.operation';
import { getManyConversations } from './get-many.operation';
import { getParticipants } from './get-participants.operation';
import { getUnreadCounts } from './get-unread-counts.operation';
import { getConversation } from './get.operation';
import { conversations } from './kind';
import { markRead } from './mark-read.operation';
import { markUnread } from './mark-unread.operation';
import { muteConversation } from './mute.operation';
import { removeParticipants } from './remove-participants.operation';
import { reopenConversation } from './reopen.operation';
import { resolveConversation } from './resolve.operation';
import { sendTranscript } from './send-transcript.operation';
import { setCustomAttributes } from './set-custom-attributes.operation';
import { setDraft } from './set-draft.operation';
import { setParticipants } from './set-participants.operation';
import { setPriority } from './set-priority.operation';
import { snoozeConversation } from './snooze.operation';
import { typingOff } from './typing-off.operation';
import { typingOn } from './typing-on.operation';
import { unassignConversation } from './unassign.operation';
import { unmuteConversation } from './unmute.operation';
import { updateConversation } from './update.operation';

export const conversation: Resource = {
	name: 'Conversation',
	value: 'conversation',
	description: 'Talks with a contact in an inbox',
	operations: [
		...labelOperations(conversations, (api) => api.conversationLabels, 'bots'),
		addParticipants,
		assignConversation,
		bulkUpdate,
		createConversation,
		deleteConversation,
		deleteCustomAttributes,
		findOrCreateConversation,
		getConversation,
		getAttachments,
		getCounts,
		getDraft,
		getHistory,
		getManyConversations,
		getParticipants,
		getUnreadCounts,
		handBackConversation,
		handOverConversation,
		markRead,
		markUnread,
		muteConversation,
		removeParticipants,
		reopenConversation,
		resolveConversation,
		sendTranscript,
		setCustomAttributes,
		setDraft,
		setParticipants,
		setPriority,
		snoozeConversation,
		typingOff,
		typingOn,
		unassignConversation,
		unmuteConversation,
		updateConversation,
	],
};
