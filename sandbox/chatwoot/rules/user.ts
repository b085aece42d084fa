import { now } from '../state/clock';
import { secureToken } from '../state/state';
import type { Membership, User } from '../state/types';

/** A person with the defaults of the server. */
export function newUser(
	values: Pick<User, 'name' | 'email'> & Partial<User>,
): Omit<User, 'id'> & { id?: number } {
	return {
		display_name: null,
		token: secureToken(),
		confirmed: true,
		message_signature: null,
		ui_settings: {},
		custom_attributes: {},
		pubsub_token: secureToken(),
		inviter_id: null,
		active_account_id: null,
		password: null,
		avatar: null,
		...values,
	};
}

/** A membership; by default people are notified of assignments (chatwoot.md [816]). */
export function newMembership(
	values: Pick<Membership, 'account_id' | 'user_id'> & Partial<Membership>,
): Omit<Membership, 'id'> {
	return {
		role: 'agent',
		availability: 'online',
		auto_offline: true,
		active_at: null,
		inviter_id: null,
		notified: {
			email: ['email_conversation_assignment'],
			push: ['push_conversation_assignment'],
		},
		created_at: now(),
		...values,
	};
}
