import { getManyRecords } from '../records/records';
import { labels } from './fields';

export const getManyLabels = getManyRecords(labels, {
	description: 'Get the labels that the account defines',
});
