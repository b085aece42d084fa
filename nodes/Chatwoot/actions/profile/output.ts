import type { IDataObject } from 'n8n-workflow';
import type { Profile } from '../../api/types';

/** The user of the access token in the fields that workflows use. */
export function profileOutput(profile: Profile): IDataObject {
	const { id, name, display_name, available_name, email, avatar_url, message_signature } = profile;
	return {
		id,
		name,
		display_name,
		available_name,
		email,
		avatar_url,
		message_signature,
		accounts: profile.accounts.map(
			({ id, name, status, role, availability, availability_status, auto_offline }) => ({
				id,
				name,
				status,
				role,
				availability,
				availability_status,
				auto_offline,
			}),
		),
	};
}
