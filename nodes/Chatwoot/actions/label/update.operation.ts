import { given, updateRecord } from '../records/records';
import { labelDetailFields, labelDetailsFrom, labels, titleField, titleFrom } from './fields';

export const updateLabel = updateRecord(labels, {
	description: 'Change a label; a new title reaches conversations and contacts a moment later',
	access: 'administrator',
	options: [...labelDetailFields, titleField],
	fieldsFrom: (param) => ({
		...given({ title: titleFrom(param, 'updateFields.title') }),
		...labelDetailsFrom(param, 'updateFields.'),
	}),
});
