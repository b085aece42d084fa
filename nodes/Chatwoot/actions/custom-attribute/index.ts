import type { Resource } from '../operation/context';
import { createAttribute } from './create.operation';
import { deleteAttribute } from './delete.operation';
import { getManyAttributes } from './get-many.operation';
import { getAttribute } from './get.operation';
import { updateAttribute } from './update.operation';

export const customAttribute: Resource = {
	name: 'Custom Attribute',
	value: 'customAttribute',
	description: 'Fields of your own for contacts and conversations',
	operations: [createAttribute, deleteAttribute, getAttribute, getManyAttributes, updateAttribute],
};
