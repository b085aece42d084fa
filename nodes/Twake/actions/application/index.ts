import type { Resource } from '../context';
import { configureApplication } from './configure.operation';
import { getApplication } from './get.operation';

export const application: Resource = {
	name: 'Application',
	value: 'application',
	operations: [configureApplication, getApplication],
};
