import type { ChatwootSandbox } from '../../../sandbox/chatwoot';
import type { Campaign } from '../../../sandbox/chatwoot/state/records';
import { byId, demo } from '../../Chatwoot/chatwoot';
import type { WriteCase } from '../write-case';
import { written } from './records';

/** An ongoing campaign in the shop of the demo world. */
export const aCampaign: Omit<Campaign, 'id'> = {
	account_id: 1,
	display_id: 1,
	title: 'Welcome',
	description: null,
	message: 'Can I help?',
	inbox_id: demo.website,
	sender_id: demo.agent,
	enabled: true,
	campaign_type: 'ongoing',
	scheduled_at: null,
	audience: [],
	trigger_rules: { url: 'https://shop.acme.example/*', time_on_page: 10 },
	trigger_only_during_business_hours: false,
	template_params: null,
	created_at: 0,
	updated_at: 0,
};

export const campaignCases: Array<WriteCase<ChatwootSandbox>> = written<Omit<Campaign, 'id'>>({
	resource: 'campaign',
	table: ({ campaigns }) => campaigns as never,
	own: (index) => ({ ...aCampaign, display_id: 101 + index, title: `before ${index}` }),
	column: 'title',
	value: 'text',
	create: { title: '={{ $json.text }}', text: 'Hi', inbox: byId(demo.website) },
	update: { title: '={{ $json.text }}' },
});
