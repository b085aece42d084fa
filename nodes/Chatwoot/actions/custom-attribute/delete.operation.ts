import { deleteRecord } from '../records/records';
import { customAttributes } from './fields';

export const deleteAttribute = deleteRecord(customAttributes, {
	description:
		'Delete the definition of a custom attribute; values that are stored already stay, but cannot be filtered by',
	access: 'administrator',
});
