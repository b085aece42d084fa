import type { Resource } from '../operation/types';
import { callApi } from './call.operation';

export const customApiCall: Resource = {
	name: 'Custom API Call',
	value: 'customApiCall',
	description: 'Whatever has no operation of its own',
	operations: [callApi],
};
