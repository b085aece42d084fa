import { getRecord } from '../records/records';
import { customAttributes } from './fields';

export const getAttribute = getRecord(customAttributes, {
	description: 'Get the definition of one custom attribute',
});
