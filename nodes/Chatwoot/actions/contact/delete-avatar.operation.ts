import { operation } from '../operation/operation';
import { contacts } from './kind';

export const deleteContactAvatar = operation({
	name: 'Delete Avatar',
	value: 'deleteAvatar',
	action: 'Delete avatar of contact',
	description: 'Take the picture of a contact away; a contact without one stays as it is',
	on: contacts,
	async act({ api, id }) {
		await api.contacts.deleteAvatar(id);
		return { deleted: true, id };
	},
});
