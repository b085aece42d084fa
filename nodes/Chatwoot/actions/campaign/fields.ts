import { quote } from '../../../shared/text';
import { inboxes } from '../inbox/kind';
import { choiceOfRecord } from '../kinds/choice-of-record';
import { field, flag, name, text } from '../kinds/fields';
import { locatorOf } from '../kinds/kind';
import { ofAccount } from '../kinds/of-account';
import type { ChatwootParameters } from '../parameters/parameters';

/** What can be set of a campaign. */
export const campaignFields = [
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
];

function pageFrom(param: ChatwootParameters, path: string): string | undefined {
	const page = param.trimmed(path);
	if (page === undefined || /^https?:\/\/[^\s/]/.test(page)) return page;
	const wayOut =
		'It should look like https://shop.example.com/pricing or https://shop.example.com/*.';
	return param.refuse(path, `is not the address of a page: ${quote(page)}`, wayOut);
}
