import type { INodeProperties } from 'n8n-workflow';
import type { TwakeEvent } from '../events';

export const eventField: INodeProperties = {
	displayName: 'Trigger On',
	name: 'events',
	type: 'multiOptions',
	options: [
		{
			name: 'Button or Menu',
			value: 'button',
			description: 'Somebody clicked a button or chose from a menu in a message',
		},
		{
			name: 'Command',
			value: 'command',
			description: 'Somebody typed / and the code of the application',
		},
		{
			name: 'Configuration Opened',
			value: 'configuration',
			description: 'Somebody opened the settings of the application',
		},
		{ name: 'Message Deleted', value: 'messageDeleted', description: 'A message was withdrawn' },
		{ name: 'Message Edited', value: 'messageEdited', description: 'A message was changed' },
		{
			name: 'Message Marked',
			value: 'messageMarked',
			description: 'A reaction or a pin was set or taken back',
		},
		{
			name: 'New Message',
			value: 'newMessage',
			description: 'A thread or a reply was posted in a channel with the application',
		},
		{
			name: 'Popup Button',
			value: 'popup',
			description: 'Somebody clicked a button in a popup of the application',
		},
		{
			name: 'Shortcut Opened',
			value: 'shortcut',
			description: 'Somebody chose the application in the input line or in the menu of a message',
		},
	],
	default: ['newMessage'],
	description: 'What starts the workflow',
};

/** The events that a trigger can wait for. */
export const EVENTS = (eventField.options as Array<{ value: TwakeEvent }>).map(
	({ value }) => value,
);
