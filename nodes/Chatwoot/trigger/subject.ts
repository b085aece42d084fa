import type { IDataObject } from 'n8n-workflow';
import { isObject, isUnsignedKind, objectIn, objectsIn } from './events';
import type { Delivery } from './events';

/** What a delivery is about; each part only where the event has it. */
export interface Subject {
	message?: IDataObject;
	conversation?: IDataObject;
	contact?: IDataObject;
	inbox?: IDataObject;
	account?: IDataObject;
	/** Who wrote or typed. */
	actor?: IDataObject;
}

/** Finds the parts of a delivery: what stands at the root differs by event (chatwoot.md §10). */
export function subjectOf(delivery: Delivery): Subject {
	const { event } = delivery;
	const account = objectIn(delivery, 'account');
	if (event.startsWith('message_')) {
		const conversation = objectIn(delivery, 'conversation');
		return {
			message: delivery,
			conversation,
			contact: senderIn(conversation),
			inbox: objectIn(delivery, 'inbox') ?? inboxIn(conversation),
			account,
			actor: objectIn(delivery, 'sender'),
		};
	}
	if (event.startsWith('conversation_typing_')) {
		const conversation = objectIn(delivery, 'conversation');
		return {
			conversation,
			contact: senderIn(conversation),
			inbox: inboxIn(conversation),
			account: objectIn(conversation, 'account'),
			actor: objectIn(delivery, 'user'),
		};
	}
	if (event.startsWith('conversation_') || isUnsignedKind(event)) {
		return {
			conversation: delivery,
			contact: senderIn(delivery),
			inbox: inboxIn(delivery),
			account,
		};
	}
	if (event.startsWith('contact_')) return { contact: delivery, account };
	if (event === 'webwidget_triggered') {
		return {
			contact: objectIn(delivery, 'contact'),
			conversation: objectIn(delivery, 'current_conversation'),
			inbox: objectIn(delivery, 'inbox'),
			account,
		};
	}
	return event.startsWith('inbox_') ? { inbox: delivery, account } : { account };
}

/**
 * The kind of person who wrote; contacts come without a type, nobody means the server itself. Whoever
 * has a type of his own, such as an assistant, is no customer.
 */
export function actorKind(actor: IDataObject | undefined): 'contact' | 'user' | 'bot' | 'system' {
	if (!actor) return 'system';
	const { type } = actor;
	if (type === 'user') return 'user';
	return type === undefined || type === null || type === 'contact' ? 'contact' : 'bot';
}

/** Columns that say nothing about what people did. */
const BOOKKEEPING = ['updated_at', 'cached_label_list'];

export type Changes = Record<string, { from?: unknown; to: unknown }>;

/**
 * What changed, by attribute. A changed status comes without the one before; that is only in the
 * `conversation_updated` beside it (chatwoot.md §10).
 */
export function changesIn(delivery: Delivery): Changes | undefined {
	const { event } = delivery;
	if (event === 'conversation_status_changed') return { status: { to: delivery.status } };
	if (!Array.isArray(delivery.changed_attributes)) return undefined;
	const columns = objectsIn(delivery, 'changed_attributes').flatMap((each) => Object.entries(each));
	return Object.fromEntries(
		columns
			.filter(([column]) => !BOOKKEEPING.includes(column))
			.map(([column, change]) => {
				const { previous_value: from, current_value: to } = isObject(change) ? change : {};
				return [column === 'label_list' ? 'labels' : column, { from, to }];
			}),
	);
}

function senderIn(conversation: IDataObject | undefined): IDataObject | undefined {
	return objectIn(objectIn(conversation, 'meta'), 'sender');
}

function inboxIn(conversation: IDataObject | undefined): IDataObject | undefined {
	const id = conversation?.inbox_id;
	return id === undefined ? undefined : { id };
}
