import type { Resource } from '../operation/context';
import { configureApplication } from './configure.operation';
import { getApplication } from './get.operation';

export const application: Resource = {
	name: 'Application',
	value: 'application',
	operations: [configureApplication, getApplication],
};
