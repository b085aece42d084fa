import type { INodeProperties } from 'n8n-workflow';
import type { TwakeEvent } from '../events';

/** Events in which a person sees the answer (twake.md §10); for messages nobody does. */
const AWAITED: TwakeEvent[] = ['button', 'command', 'configuration', 'popup', 'shortcut'];

export const answerFields: INodeProperties[] = [
	{
		displayName: 'Answer',
		name: 'answerMode',
		type: 'options',
		options: [
			{ name: 'At Once', value: 'onReceived', description: 'Before the workflow runs' },
			{
				name: 'When the Last Node Finishes',
				value: 'lastNode',
				description: 'With what the last node puts out',
			},
		],
		default: 'onReceived',
		displayOptions: { show: { events: AWAITED } },
		description:
			'When Twake gets an answer. People who typed a command or clicked wait for it, so it has to come within seconds.',
	},
	{
		displayName: 'Answer Text',
		name: 'answerText',
		type: 'string',
		default: '',
		displayOptions: { show: { events: AWAITED, answerMode: ['onReceived'] } },
		description: 'A text that goes back with the answer',
	},
];
