import type { Drops } from '../liquid';
import { accountOf, contactOf, inboxOf } from '../state/access';
import type { State } from '../state/state';
import type { Conversation, Sender } from '../state/types';

/** A name as templates show it: every word with a capital. */
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
		last_name: words.length > 1 ? words.at(-1) : '',
	};
}

/** The variables of outgoing text: contact, conversation, inbox, account, agent. */
export function drops(state: State, conversation: Conversation, sender: Sender | null): Drops {
	const contact = contactOf(state, conversation);
	const agent = sender?.type === 'User' ? state.users.get(sender.id) : undefined;
	return {
		contact: {
			...names(contact.name),
			email: contact.email,
			phone_number: contact.phone_number,
			custom_attribute: contact.custom_attributes as Drops,
		},
		conversation: {
			display_id: conversation.display_id,
			custom_attribute: conversation.custom_attributes as Drops,
		},
		inbox: { name: inboxOf(state, conversation).name },
		account: { name: accountOf(state, conversation).name },
		agent: agent ? { ...names(agent.name), available_name: agent.display_name ?? agent.name } : {},
	};
}
