import type { Resource } from '../operation/context';
import { callApi } from './call.operation';

export const customApiCall: Resource = {
	name: 'Custom API Call',
	value: 'customApiCall',
	operations: [callApi],
};
