import { accountFields } from '../../../actions/account/kind';
import { choice, name } from '../../../actions/kinds/fields';
import { kind } from '../../../actions/kinds/kind';
import type { PlatformAccount } from '../../../api/platform/types';
import { jsonField } from '../records/json-field';
import type { PlatformKind } from '../records/records';

/** What an administrator of the account can change too. */
const SHARED = ['domain', 'locale', 'support_email'];

export const accounts: PlatformKind<PlatformAccount> = {
	...kind<PlatformAccount>({ noun: 'account', example: '1' }),
	records: (api) => api.accounts,
	fields: [
		name(
			'name',
			{ displayName: 'Name', name: 'name', description: 'The name of the account' },
			{ isNeeded: true },
		),
		...accountFields.filter(({ key }) => SHARED.includes(key)),
		choice('status', {
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: [
				{ name: 'Active', value: 'active' },
				{
					name: 'Suspended',
					value: 'suspended',
					description: 'Its people can do nothing; its webhooks and API inboxes go on',
				},
			],
			default: 'active',
			description: 'Whether people can work in the account: active or suspended',
		}),
		jsonField(
			'custom_attributes',
			'Custom Attributes (JSON)',
			'Your own data about the account as a JSON object, for example {"plan": "gold"}. It takes the place of all that was there.',
		),
		jsonField(
			'limits',
			'Limits (JSON)',
			'How many agents and inboxes the account may have, as a JSON object such as {"agents": 5, "inboxes": 3}. It takes the place of all limits that were there.',
		),
		jsonField(
			'features',
			'Features (JSON)',
			'Which features are on, as a JSON object such as {"help_center": true}; the output of Get names them',
		),
	],
};
