import type { INodeProperties } from 'n8n-workflow';
import { catchUpOptions } from '../../shared/catching-up/fields';

export const catchUpFields: INodeProperties[] = [
	{
		displayName: 'Workspaces',
		name: 'workspaces',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://web.twake.app/client/.../w/.../c/...',
		description:
			'Where the trigger listens: for each workspace, the address that the browser shows when one of its channels is open, or its ID, separated by commas. All channels with the application are looked through, or those that the trigger filters by.',
	},
	{
		displayName: 'Trigger',
		name: 'trigger',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://n8n.example.com/webhook/.../twake',
		description:
			'The Production URL of the Twake Trigger that missed something. Empty means the Hooks URL that the application has in Twake. Fill it in when n8n cannot reach that address itself.',
	},
	{
		displayName:
			'New messages are found afterwards, and of these the last edit or the deletion. What leaves no trace in Twake is not: clicks, commands, reactions, pins, and changes of older messages.',
		name: 'foundNotice',
		type: 'notice',
		default: '',
	},
	catchUpOptions('Twake'),
];
