import { deleteRecord } from '../records/records';
import { labels } from './fields';

export const deleteLabel = deleteRecord(labels, {
	description: 'Delete a label; conversations and contacts lose it a moment later',
	access: 'administrator',
});
