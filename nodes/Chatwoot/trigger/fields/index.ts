import type { INodeProperties } from 'n8n-workflow';
import { simplifyField } from '../../../shared/fields';
import { locator } from '../../../shared/locator';
import { OFFERED } from './events';
import type { Source } from './events';
import { filtersField } from './filters';
import { optionsField } from './options';
import { PRESETS } from './presets';
import { HOST, ID, sourceField, sourceFields } from './source';

const eventsFor = (source: Source): INodeProperties => ({
	displayName: 'Trigger On',
	name: 'events',
	type: 'multiOptions',
	options: OFFERED[source],
	default: ['message_created'],
	description: 'What starts the workflow. One action in Chatwoot often causes several events.',
	displayOptions: { show: { preset: ['custom'], source: [source] } },
});

export const triggerFields: INodeProperties[] = [
	sourceField,
	locator({
		displayName: 'Account',
		name: 'account',
		description:
			'The Chatwoot account to listen to. Leave it empty when the access token has only one account.',
		list: { method: 'searchAccounts' },
		id: '1',
		url: `${HOST}/dashboard`,
		pattern: ID,
	}),
	...sourceFields,
	{
		displayName: 'Start On',
		name: 'preset',
		type: 'options',
		options: PRESETS,
		default: 'custom',
		description: 'What the workflow is for. The filters below narrow it further.',
	},
	...(['webhook', 'callback', 'bot'] as const).map(eventsFor),
	{
		displayName: 'Own Messages',
		name: 'own',
		type: 'options',
		options: [
			{
				name: 'Ignore Those of the Chatwoot Node',
				value: 'ignoreMessages',
				description: 'What a Chatwoot node of any workflow wrote does not start this one',
			},
			{
				name: 'Ignore Those of the Chatwoot Node and the User',
				value: 'ignoreUser',
				description:
					'Nor what the user of the access token, or the bot of this trigger, wrote by any other way',
			},
			{
				name: 'Include',
				value: 'include',
				description: 'Two workflows may answer each other for ever',
			},
		],
		default: 'ignoreMessages',
		description: 'Whether messages that came from n8n start the workflow again',
	},
	{
		displayName: 'Answer Bursts Together',
		name: 'answerBursts',
		type: 'boolean',
		default: false,
		displayOptions: { show: { preset: ['custom', 'newCustomerMessage'] } },
		description:
			'Whether several messages that a customer sends one after the other start the workflow once, when no more come: with the newest, and all that nobody has answered yet in "burst". The user of the access token has to be allowed to read them.',
	},
	{
		displayName: 'Silence',
		name: 'silence',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 6,
		displayOptions: { show: { answerBursts: [true], preset: ['custom', 'newCustomerMessage'] } },
		description: 'After how many seconds without a further message the workflow starts',
	},
	{
		displayName: 'At Most',
		name: 'atMost',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 45,
		displayOptions: { show: { answerBursts: [true], preset: ['custom', 'newCustomerMessage'] } },
		description: 'After how many seconds it starts at the latest, however much comes',
	},
	filtersField,
	simplifyField,
	optionsField,
];
