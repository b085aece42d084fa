import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/json';
import { quote } from '../../../shared/text';
import { inboxes } from '../inbox/kind';
import { choiceOfRecord } from '../kinds/choice-of-record';
import { field, flag, name, text } from '../kinds/fields';
import { isoTime } from '../kinds/iso-time';
import { locatorOf, noRecordsYet, recordKind } from '../kinds/kind';
import { ofAccount } from '../kinds/of-account';
import type { ChatwootParameters } from '../parameters/parameters';

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
	fields: [
		name(
			'title',
			{ displayName: 'Title', name: 'title', description: 'What agents know the campaign by' },
			{ isNeeded: true },
		),
		text(
			'message',
			{
				displayName: 'Text',
				name: 'text',
				typeOptions: { rows: 3 },
				description: 'What is sent. Variables such as {{contact.name}} are filled in by Chatwoot.',
			},
			{ isNeeded: true },
		),
		field(
			'inbox_id',
			locatorOf(
				inboxes,
				'The inbox of a website for an ongoing campaign, of SMS or WhatsApp for a one-off one',
			),
			(param, path) => param.optionalId(path),
			{ isNeeded: true, only: 'create' },
		),
		field(
			'audience',
			{
				displayName: 'Audience: Label Names or IDs',
				name: 'audience',
				type: 'multiOptions',
				typeOptions: ofAccount('getLabelIds'),
				default: [],
				description:
					'Whose contacts get a one-off campaign: those with any of these labels. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			},
			(param, path) =>
				param.value(path) === undefined
					? undefined
					: param.ids(path).map((id) => ({ type: 'Label', id })),
		),
		text('description', {
			displayName: 'Description',
			name: 'description',
			description: 'What the campaign is for',
		}),
		flag('enabled', {
			displayName: 'Enabled',
			name: 'enabled',
			description: 'Whether an ongoing campaign is shown to visitors',
		}),
		flag('trigger_only_during_business_hours', {
			displayName: 'Only During Business Hours',
			name: 'onlyDuringBusinessHours',
			description: 'Whether an ongoing campaign rests while the inbox is closed',
		}),
		field(
			'url',
			{
				displayName: 'Page URL',
				name: 'pageUrl',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://shop.example.com/*',
				description:
					'On which pages of the website an ongoing campaign is shown; * stands for any text',
			},
			pageFrom,
		),
		field(
			'scheduled_at',
			{
				displayName: 'Scheduled At',
				name: 'scheduledAt',
				type: 'dateTime',
				default: '',
				description:
					'When a one-off campaign is sent, to within a few minutes; at once when empty. Text without a time zone counts in that of the workflow.',
			},
			(param, path) => param.optionalDate(path)?.toISOString(),
		),
		choiceOfRecord('sender_id', {
			displayName: 'Sender Name or ID',
			name: 'sender',
			method: 'getAgents',
			description: 'Whose name visitors see; the inbox when empty',
		}),
		field(
			'template_params',
			{
				displayName: 'Template (JSON)',
				name: 'templateParams',
				type: 'json',
				default: '',
				placeholder: 'e.g. { "name": "sale", "language": "en", "processed_params": {} }',
				description: 'The approved template that a campaign by WhatsApp sends',
			},
			(param, path) => param.optionalObject(path),
		),
		field(
			'time_on_page',
			{
				displayName: 'Time on Page',
				name: 'timeOnPage',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 10,
				description: 'After how many seconds on the page an ongoing campaign is shown',
			},
			(param, path) => param.optionalCount(path),
		),
	],
});

/** The server keeps the page and the time on it in one rule. */
export function withRules({ url, time_on_page, ...fields }: IDataObject): IDataObject {
	const rules = {
		...(url !== undefined && { url }),
		...(time_on_page !== undefined && { time_on_page }),
	};
	return Object.keys(rules).length > 0 ? { ...fields, trigger_rules: rules } : fields;
}

/** The server replaces rules as a whole. */
export function mergedRules(fields: IDataObject, { trigger_rules }: Campaign): IDataObject {
	return isObject(fields.trigger_rules)
		? { ...fields, trigger_rules: { ...trigger_rules, ...fields.trigger_rules } }
		: fields;
}

function pageFrom(param: ChatwootParameters, path: string): string | undefined {
	const page = param.trimmed(path);
	if (page === undefined || /^https?:\/\/[^\s/]/.test(page)) return page;
	const wayOut =
		'It should look like https://shop.example.com/pricing or https://shop.example.com/*.';
	return param.refuse(path, `is not the address of a page: ${quote(page)}`, wayOut);
}

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
