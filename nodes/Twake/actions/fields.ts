import type { INodeProperties } from 'n8n-workflow';
import { locator } from '../../shared/locator';

const sample = '88b72af6-bc1b-43a8-a37c-efbc93ab0aea';
const address = 'https://web.twake.app/client/.../w/.../c/...';

export const companyLocator = locator({
	displayName: 'Company',
	name: 'company',
	description:
		'The company in Twake. Its ID stands behind /client/ in the address of the browser, which you can paste here. May stay empty when a whole address is pasted below.',
	id: sample,
	url: 'https://web.twake.app/client/...',
});

export const workspaceLocator = locator({
	displayName: 'Workspace',
	name: 'workspace',
	description:
		'The workspace in the company. Its ID stands behind /w/ in the address of the browser. May stay empty when the channel is a pasted address.',
	id: sample,
	url: 'https://web.twake.app/client/.../w/...',
});

export const channelLocator = locator({
	displayName: 'Channel',
	name: 'channel',
	description:
		'The channel to post in: pick one (fill in company and workspace first), or paste its address from the browser and leave company and workspace empty',
	list: { method: 'searchChannels' },
	id: sample,
	url: address,
});

export const threadLocator = locator({
	displayName: 'Thread',
	name: 'thread',
	description:
		'The thread to reply in: the ID that Thread > Create gives back, the same as the ID of its first message, or its address from the browser',
	id: sample,
	url: `${address}/t/...`,
});

export const textField: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	description:
		'The message in Markdown. @username mentions a person, @all everybody. Twake itself requests links in the text for a preview, so put no one-time links in it.',
};

export const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		{
			displayName: 'Blocks',
			name: 'blocks',
			type: 'json',
			typeOptions: { rows: 6 },
			default: '',
			placeholder: '[{ "type": "header", "text": { "type": "plain_text", "text": "Hi" } }]',
			description:
				'Rich content as a JSON list of blocks: section, header, image, context, actions, input. It is shown instead of the text, which stays as the preview.',
		},
		{
			displayName: 'Context',
			name: 'context',
			type: 'json',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: '{ "ticket": 42 }',
			description:
				'A JSON object that nobody sees. Twake keeps it with the message and gives it back when the message is read or clicked: the place for your own IDs.',
		},
	],
};

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};
