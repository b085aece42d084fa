import type { Resource } from '../context';
import { callApi } from './call.operation';

export const customApiCall: Resource = {
	name: 'Custom API Call',
	value: 'customApiCall',
	operations: [callApi],
};
