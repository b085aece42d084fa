import type { IDataObject } from 'n8n-workflow';
import type { Profile } from '../../api/types';
import { name, text } from '../kinds/fields';
import { kind } from '../kinds/kind';

/** There is only one, the token's, so no operation has to name it. */
export const profiles = kind<Profile>({ noun: 'profile', simplified });

export const profileFields = [
	name('display_name', {
		displayName: 'Display Name',
		name: 'displayName',
		description: 'The name that customers see',
	}),
	text('message_signature', {
		displayName: 'Message Signature',
		name: 'messageSignature',
		typeOptions: { rows: 2 },
		description: 'What the dashboard puts below the messages of the user, in Markdown',
	}),
	name('name', { displayName: 'Name', name: 'name', description: 'The full name' }),
];

/** Changes to the profile take turns. */
export const profileKey = (): string => 'profile';

/** The fields of the token's user that workflows need. */
function simplified(profile: Profile): IDataObject {
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
