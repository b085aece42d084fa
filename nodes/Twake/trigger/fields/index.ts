import type { INodeProperties } from 'n8n-workflow';
import { simplifyField } from '../../../shared/fields';
import { answerFields } from './answers';
import { eventField } from './events';
import { filtersField } from './filters';

const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Check Hooks URL',
			name: 'checkHooksUrl',
			type: 'boolean',
			default: true,
			description:
				'Whether to make sure, when listening begins, that Twake sends the events of the application to this node. Switch it off when they come by another address, such as a proxy.',
		},
	],
};

export const triggerFields: INodeProperties[] = [
	{
		displayName:
			'Twake sends the events of an application to one address: enter the Production URL above as <b>Hooks URL</b> of the application in Twake, and add the application to the channels that it should listen to (channel settings > Connectors). If Twake sends them elsewhere, n8n says so within half a minute after publishing; the workflow then stays published and hears nothing.',
		name: 'setup',
		type: 'notice',
		default: '',
	},
	eventField,
	filtersField,
	...answerFields,
	simplifyField,
	optionsField,
];
