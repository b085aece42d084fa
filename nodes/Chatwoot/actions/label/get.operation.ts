import { getRecord } from '../records/records';
import { labels } from './fields';

export const getLabel = getRecord(labels, { description: 'Get one label of the account' });
