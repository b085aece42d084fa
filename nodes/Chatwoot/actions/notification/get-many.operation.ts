import { pageFields, take, wantedCount } from '../../../shared/pages';
import { operation } from '../operation/operation';
import { choicesFrom } from '../parameters/choices';
import { notifications } from './kind';

const INCLUDED = ['read', 'snoozed'];

export const getManyNotifications = operation({
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many notifications',
	description:
		'Get what the user of the token is told of, the newest first: one for each conversation',
	fields: [
		{
			displayName: 'Also Include',
			name: 'also',
			type: 'multiOptions',
			options: [
				{ name: 'Read', value: 'read' },
				{ name: 'Snoozed', value: 'snoozed' },
			],
			default: [],
			description: 'Which notifications to get besides those that are new',
		},
		...pageFields,
	],
	simplify: true,
	read: (param) => ({ also: choicesFrom(param, 'also', INCLUDED), count: wantedCount(param) }),
	act: async ({ api, input: { also, count }, shown }) =>
		(await take(api.notifications.walk(also), count)).map((each) => shown(notifications, each)),
});
