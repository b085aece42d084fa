import type { Call } from '../call';
import * as cast from '../http/cast';
import { Halt, RecordInvalid, RubyError, unprocessable } from '../http/errors';
import { emit } from '../events';
import { removeAttachments } from '../rules/attachment';
import { ACTIVITY } from '../rules/message-types';
import { isApi } from '../rules/inbox';
import { sendMail } from '../rules/mail';
import { createMessage, draftFrom } from '../rules/message';
import { phrase } from '../rules/texts';
import { contactOf, inboxOf, messagesOf } from '../state/access';
import { isoOrNull, now } from '../state/clock';
import type { Conversation, Message } from '../state/types';
import { contactSender, userSender } from '../views/person';
import { messageView } from '../views/message';
import { empty, json } from '../http/reply';
import type { Routes } from './routes';

/**
 * Every error inside create is a 422 with its text, even Ruby's and the database's
 * (chatwoot.md [408]).
 */
function create(call: Call) {
	const conversation = call.conversation();
	try {
		if (!call.person) throw new RubyError('no person');
		const draft = draftFrom(call.state, conversation, call.person, call.params);
		const message = createMessage(call.state, conversation, draft);
		return messageView(call.state, message, call.params.echo_id);
	} catch (error) {
		if (error instanceof RecordInvalid) throw unprocessable(`Validation failed: ${error.message}`);
		if (error instanceof RubyError) throw unprocessable(error.message);
		throw error;
	}
}

function isInternal(message: Message) {
	return message.private || message.message_type === ACTIVITY;
}

/** Pages by message ids: 20 older ones, 100 newer ones, 1000 between (chatwoot.md [440-442]). */
function pageOf(call: Call, all: Message[]): Message[] {
	const rows = call.has('filter_internal_messages') ? all.filter((row) => !isInternal(row)) : all;
	const [before, after] = [cast.int(call.params.before), cast.int(call.params.after)];
	if (before !== null && after !== null) {
		return rows.filter((row) => row.id >= after && row.id < before).slice(0, 1000);
	}
	if (before !== null) return rows.filter((row) => row.id < before).slice(-20);
	if (after !== null) return rows.filter((row) => row.id > after).slice(0, 100);
	return rows.slice(-20);
}

function meta(call: Call, conversation: Conversation) {
	const assignee = call.state.users.get(conversation.assignee_id);
	return {
		labels: conversation.labels,
		additional_attributes: conversation.additional_attributes,
		contact: contactSender(call.state, contactOf(call.state, conversation)),
		...(assignee ? { assignee: userSender(call.state, assignee) } : {}),
		agent_last_seen_at: isoOrNull(conversation.agent_last_seen_at),
		assignee_last_seen_at: isoOrNull(conversation.assignee_last_seen_at),
	};
}

function index(call: Call) {
	const conversation = call.conversation();
	const page = pageOf(call, messagesOf(call.state, conversation));
	return {
		meta: meta(call, conversation),
		payload: page.map((message) => messageView(call.state, message)),
	};
}

function find(call: Call, conversation: Conversation): Message | undefined {
	return call.state.messages
		.by('conversation_id', conversation.id)
		.find((row) => row.id === call.id());
}

function one(call: Call): Message {
	const message = find(call, call.conversation());
	if (!message) throw new Halt(json({ error: 'Resource could not be found' }, 404));
	return message;
}

/** The text is removed, the row stays (chatwoot.md [443]). */
function destroy(call: Call) {
	const message = one(call);
	removeAttachments(call.state, message);
	message.content = phrase(call.account, 'deleted');
	message.content_type = 'text';
	message.content_attributes = { deleted: true };
	touch(call, message);
	return messageView(call.state, message);
}

function touch(call: Call, message: Message): void {
	message.updated_at = now();
	emit(call.state, 'message_updated', { message });
}

const STATUSES = ['sent', 'delivered', 'read', 'failed'];

/**
 * The delivery status, in API inboxes only; read never goes back to delivered
 * (chatwoot.md [445-447]).
 */
function update(call: Call) {
	const conversation = call.conversation();
	if (!isApi(inboxOf(call.state, conversation))) {
		const error = 'Message status update is only allowed for API inboxes';
		throw new Halt(json({ error }, 403));
	}
	const message = one(call);
	const status = call.text('status') ?? '';
	const backwards = message.status === 'read' && status === 'delivered';
	if (STATUSES.includes(status) && !backwards) setStatus(call, message, status);
	return messageView(call.state, message);
}

function setStatus(call: Call, message: Message, status: string): void {
	const { status: old, content_attributes: before } = message;
	const external_error = status === 'failed' ? cast.text(call.scalar('external_error')) : null;
	message.status = status;
	if (external_error !== null || 'external_error' in message.content_attributes) {
		message.content_attributes = { ...message.content_attributes, external_error };
	}
	if (old !== status || before !== message.content_attributes) touch(call, message);
}

/**
 * Sends again: status sent, attributes wiped, in two saves (chatwoot.md [669]); an unknown id is
 * 422 (chatwoot.md [444]).
 */
function retry(call: Call) {
	const conversation = call.conversation();
	const message = find(call, conversation);
	if (!message) {
		const where = '[WHERE "messages"."conversation_id" = $1]';
		throw unprocessable(`Couldn't find Message with 'id'="${call.path.id}" ${where}`);
	}
	message.status = 'sent';
	message.content_attributes = {};
	touch(call, message);
	touch(call, message);
	sendMail(call.state, conversation, message);
	return messageView(call.state, message);
}

/**
 * Without the integration nothing is translated; a translation that exists answers nothing
 * (chatwoot.md [448]).
 */
function translate(call: Call) {
	const known = cast.object(one(call).content_attributes.translations);
	return known && (call.text('target_language') ?? '') in known ? empty() : { content: null };
}

export function messageRoutes(on: Routes): void {
	const path = 'conversations/:conversation_id/messages';
	on.account('GET', path, index);
	on.account('POST', path, create, { bots: true });
	on.account('PATCH', `${path}/:id`, update);
	on.account('DELETE', `${path}/:id`, destroy);
	on.account('POST', `${path}/:id/retry`, retry);
	on.account('POST', `${path}/:id/translate`, translate);
}
