import { secureToken } from '../state/state';
import type { User } from '../state/types';

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
