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
		'The channel: pick one (fill in company and workspace first), or paste its address from the browser and leave company and workspace empty',
	list: { method: 'searchChannels' },
	id: sample,
	url: address,
});

/** Company, workspace and channel of an operation on a channel. */
export const channelFields: INodeProperties[] = [companyLocator, workspaceLocator, channelLocator];

const threadLocator = locator({
	displayName: 'Thread',
	name: 'thread',
	description:
		'The thread: the ID that Thread > Create gives back, the same as the ID of its first message, or its address from the browser. Fill in workspace and channel to pick it from the list.',
	list: { method: 'searchThreads' },
	id: sample,
	url: `${address}/t/...`,
});

const onlyForTheList = 'Only needed to pick the thread from the list';

/** Company and thread, with what the list of threads needs. */
export const threadFields: INodeProperties[] = [
	companyLocator,
	{ ...workspaceLocator, description: onlyForTheList },
	{ ...channelLocator, description: `${onlyForTheList}, and with the legacy API` },
	threadLocator,
];

const messageLocator = locator({
	displayName: 'Message',
	name: 'message',
	description:
		'The message in the thread: the ID from the output of the node that posted or read it. The first message has the ID of the thread, and is taken when this stays empty.',
	list: { method: 'searchMessages' },
	id: sample,
});

/** Company, thread and message. */
export const messageFields: INodeProperties[] = [...threadFields, messageLocator];

export const userField: INodeProperties = {
	displayName: 'User ID',
	name: 'user',
	type: 'string',
	default: '',
	placeholder: sample,
	description: 'The ID of a person: from User > Search, Channel > Get Members or a message',
};

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const joinThreadField: INodeProperties = {
	displayName: 'Join Thread If Needed',
	name: 'joinThread',
	type: 'boolean',
	default: true,
	description:
		'Whether the application may add itself to a thread that somebody else started. Twake refuses to let it post there otherwise.',
};

export const checkChannelField: INodeProperties = {
	displayName: 'Check Channel First',
	name: 'checkChannel',
	type: 'boolean',
	default: true,
	description:
		'Whether to make sure that the channel exists, with one request per channel and run. Twake accepts a message to a wrong channel without an error, and nobody ever sees it.',
};
