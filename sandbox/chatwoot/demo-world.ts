import type { World } from './state/seed';

/** A small support desk to play with: a bridge, a website, three customers and one conversation. */
export const demoWorld: World = {
	account: { id: 1, name: 'Acme Support', locale: 'en' },
	admin: { id: 1, name: 'Alice Admin', email: 'alice@acme.example', token: 'ADMIN_TOKEN' },
	agent: { id: 2, name: 'Arthur Agent', email: 'arthur@acme.example', token: 'AGENT_TOKEN' },
	bot: { id: 1, name: 'Workflow bot', token: 'BOT_TOKEN' },
	inboxes: {
		bridge: {
			id: 1,
			name: 'Website Bridge',
			channel_type: 'Channel::Api',
			inbox_identifier: 'BRIDGE_IDENTIFIER',
			hmac_token: 'BRIDGE_HMAC_TOKEN',
		},
		website: {
			id: 2,
			name: 'Shop Chat',
			channel_type: 'Channel::WebWidget',
			website_url: 'https://shop.acme.example',
		},
	},
	inbox_members: { bridge: ['agent'], website: ['agent'] },
	team: { id: 1, name: 'first line', description: 'Answers first' },
	team_members: { 'first line': ['agent'] },
	labels: [
		{ id: 1, title: 'urgent', color: '#d14b3d', show_on_sidebar: true },
		{ id: 2, title: 'shipping', color: '#3d7bd1', show_on_sidebar: true },
	],
	attributes: [
		{ id: 1, attribute_key: 'plan', attribute_display_name: 'Plan' },
		{
			id: 2,
			attribute_key: 'customer_since',
			attribute_display_name: 'Customer since',
			attribute_display_type: 'date',
		},
		{
			id: 3,
			attribute_key: 'order_id',
			attribute_display_name: 'Order',
			attribute_model: 'conversation_attribute',
		},
	],
	contacts: {
		carla: {
			id: 1,
			name: 'Carla Customer',
			email: 'carla@customer.example',
			phone_number: '+4930123456',
			identifier: 'shop-1001',
			custom_attributes: { plan: 'premium' },
		},
		dan: { id: 2, name: 'Dan Davies', email: 'dan@davies.example' },
		erin: { id: 3, name: 'Erin Example', phone_number: '+12025550123' },
	},
	source: 'carla-on-the-bridge',
	conversation: { id: 1, inbox_id: 1, contact: 'carla' },
	messages: [
		{ id: 1, content: 'Where is my parcel?', message_type: 0, conversation_id: 1 },
		{ id: 2, content: 'It left our house this morning.', message_type: 1, conversation_id: 1 },
	],
	canned_responses: [{ short_code: 'hello', content: 'Hello, how can we help?' }],
};
