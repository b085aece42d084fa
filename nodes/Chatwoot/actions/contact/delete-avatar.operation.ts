import type { Operation } from '../operation/types';
import { accountLocator, contactLocator } from '../fields';
import { contactKey } from './key';

export const deleteContactAvatar: Operation = {
	name: 'Delete Avatar',
	value: 'deleteAvatar',
	action: 'Delete the avatar of a contact',
	description: 'Take the picture of a contact away; a contact without one stays as it is',
	properties: [accountLocator, contactLocator('The contact whose picture to delete')],
	orderKey: contactKey,
	async run({ param, account }) {
		const id = param.id('contact');
		await (await account()).contacts.deleteAvatar(id);
		return { deleted: true, id };
	},
};
