import type { Resource } from '../operation/context';
import { createLabel } from './create.operation';
import { deleteLabel } from './delete.operation';
import { getManyLabels } from './get-many.operation';
import { getLabel } from './get.operation';
import { updateLabel } from './update.operation';

export const label: Resource = {
	name: 'Label',
	value: 'label',
	description: 'The labels that the account defines',
	operations: [createLabel, deleteLabel, getLabel, getManyLabels, updateLabel],
};
