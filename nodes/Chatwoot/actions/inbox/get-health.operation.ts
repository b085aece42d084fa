import { operation } from '../operation/operation';
import { inboxes } from './kind';

export const getInboxHealth = operation({
	name: 'Get Health',
	value: 'getHealth',
	action: 'Get health of inbox',
	description:
		'Get what WhatsApp says about the phone number of an inbox: its quality, its limits, its name',
	on: inboxes,
	isReading: true,
	act: async ({ api, id }) => ({ inbox_id: id, ...(await api.inboxes.health(id)) }),
});
