import type { IDataObject } from 'n8n-workflow';
import { isoTime } from '../kinds/iso-time';
import { noRecordsYet, recordKind } from '../kinds/kind';
import { campaignFields } from './fields';

/**
 * A message to many people: to visitors of a website, or once to contacts with a label (chatwoot.md
 * §9).
 */
export interface Campaign extends IDataObject {
	/** Counted per account. */
	id: number;
	title: string;
	campaign_type: 'ongoing' | 'one_off';
	enabled: boolean;
	inbox?: { id: number; name: string };
	/** Missing when there is no sender, or an unknown one (chatwoot.md [809]). */
	sender?: { id: number; name: string };
	trigger_rules: IDataObject;
	/** Only for one-off campaigns. */
	scheduled_at?: number;
}

export const campaigns = recordKind<Campaign>({
	noun: 'campaign',
	example: '1',
	spec: {
		path: 'campaigns',
		// The server crashes when asked for an unknown one (chatwoot.md [808]).
		isOnlyListed: true,
		isUnknownACrash: true,
		hint: 'Campaigns are for inboxes of websites (ongoing), SMS and WhatsApp (one-off).',
	},
	picker: {
		entry: ({ id, title, enabled }) => ({ name: enabled ? title : `${title} (off)`, value: id }),
		nothing: { ...noRecordsYet('campaign'), description: 'Campaign > Create makes one.' },
	},
	simplified,
	fields: campaignFields,
});

function simplified(campaign: Campaign): IDataObject {
	const { id, title, description, message, campaign_type, campaign_status, enabled } = campaign;
	const { inbox, sender, trigger_rules, template_params, audience = [] } = campaign;
	return {
		id,
		title,
		description,
		message,
		campaign_type,
		campaign_status,
		enabled,
		inbox_id: inbox?.id ?? null,
		inbox_name: inbox?.name ?? null,
		sender_id: sender?.id ?? null,
		sender_name: sender?.name ?? null,
		scheduled_at: isoTime(campaign.scheduled_at),
		audience,
		trigger_rules,
		trigger_only_during_business_hours: campaign.trigger_only_during_business_hours,
		template_params,
		created_at: campaign.created_at,
		updated_at: campaign.updated_at,
	};
}
