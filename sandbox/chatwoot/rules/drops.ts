import type { Param } from '../http/params';
import type { Drops } from '../liquid';
import { accountOf, contactOf, inboxOf } from '../state/access';
import type { State } from '../state/state';
import type { Conversation, Sender } from '../state/types';

/** A name as templates show it: every word capitalised. */
function proper(name: string | null): string {
	return (name ?? '')
		.split(/\s+/)
		.map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
		.join(' ');
}

function names(name: string | null) {
	const words = proper(name).split(' ');
	return {
		name: proper(name),
		first_name: words[0],
		last_name: words.length > 1 ? words[words.length - 1] : '',
	};
}

/** A drop prints its class name. */
function drop(name: string, values: Record<string, Param>): Drops {
	return { ...values, [Symbol.toStringTag]: `${name}Drop` };
}

/** The variables of outgoing text: contact, conversation, inbox, account, agent. */
export function drops(state: State, conversation: Conversation, sender: Sender | null): Drops {
	const contact = contactOf(state, conversation);
	const agent = sender?.type === 'User' ? state.users.get(sender.id) : undefined;
	const inbox = inboxOf(state, conversation);
	const account = accountOf(state, conversation);
	return {
		contact: drop('Contact', {
			id: contact.id,
			...names(contact.name),
			email: contact.email,
			phone_number: contact.phone_number,
			custom_attribute: contact.custom_attributes,
		}),
		conversation: drop('Conversation', {
			display_id: conversation.display_id,
			custom_attribute: conversation.custom_attributes,
		}),
		inbox: drop('Inbox', { id: inbox.id, name: inbox.name }),
		account: drop('Account', { id: account.id, name: account.name }),
		agent: drop(
			'User',
			agent
				? {
						id: agent.id,
						...names(agent.name),
						available_name: agent.display_name ?? agent.name,
						email: agent.email,
					}
				: {},
		),
	};
}
