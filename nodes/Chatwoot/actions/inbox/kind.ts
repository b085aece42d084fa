import type { IDataObject } from 'n8n-workflow';
import { dashboardUrl } from '../../api/address';
import type { Inbox } from '../../api/types';
import { shownWeek } from '../../api/working-hours';
import type { WorkingDay } from '../../api/working-hours';
import { name } from '../kinds/fields';
import { recordKind } from '../kinds/kind';
import type { DashboardPlace } from '../kinds/kind';
import { settings } from './settings';

export const inboxes = recordKind<Inbox>({
	noun: 'inbox',
	page: 'inbox/3',
	records: (api) => api.inboxes,
	picker: {
		entry: ({ id, name, channel_type }) => ({
			name: `${name} (${channel_type.replace('Channel::', '')})`,
			value: id,
		}),
		nothing: {
			message: 'The user of the access token sees no inbox',
			description:
				'Administrators see all inboxes of the account; agents have to be made members, in Chatwoot under Settings > Inboxes or by Inbox > Add Members.',
		},
	},
	simplified,
	hasAvatar: true,
	fields: [
		name(
			'name',
			{
				displayName: 'Name',
				name: 'name',
				placeholder: 'e.g. Shop',
				description:
					'The name of the inbox, which customers may see. Two inboxes can have the same.',
			},
			{ isNeeded: true },
		),
		...settings,
	],
});

/** Fields of inboxes of one channel only; shown when they have a value. */
const OF_CHANNEL = [
	'inbox_identifier',
	'webhook_url',
	'website_url',
	'website_token',
	'web_widget_script',
	'email',
	'forward_to_email',
	'phone_number',
	'provider',
	'additional_attributes',
];

/** The fields of an inbox that workflows use. */
function simplified(inbox: Inbox, { publicUrl, account }: DashboardPlace): IDataObject {
	const { id, name, channel_type, avatar_url, timezone, working_hours_enabled } = inbox;
	const { greeting_enabled, greeting_message, out_of_office_message } = inbox;
	const { working_hours } = inbox as { working_hours?: WorkingDay[] };
	const { enable_auto_assignment, allow_messages_after_resolved } = inbox;
	const { lock_to_single_conversation, csat_survey_enabled } = inbox;
	const special = OF_CHANNEL.filter((key) => (inbox[key] ?? '') !== '');
	return {
		id,
		name,
		channel_type,
		...Object.fromEntries(special.map((key) => [key, inbox[key]])),
		avatar_url,
		greeting_enabled,
		greeting_message,
		enable_auto_assignment,
		allow_messages_after_resolved,
		lock_to_single_conversation,
		csat_survey_enabled,
		working_hours_enabled,
		...(Array.isArray(working_hours) && { working_hours: shownWeek(working_hours) }),
		out_of_office_message,
		timezone,
		url: dashboardUrl(publicUrl, account, `inbox/${id}`),
	};
}
