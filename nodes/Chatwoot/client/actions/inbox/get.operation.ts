import { operation } from '../operation/operation';

export const getInbox = operation({
	name: 'Get',
	value: 'get',
	action: 'Get inbox',
	description: 'Get what customers may know of the inbox, such as its name and working hours',
	isReading: true,
	act: async ({ api }) => await api.inbox(),
});
