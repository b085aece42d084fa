import type { Operation } from '../context';
import { companyLocator, simplifyField, workspaceLocator } from '../fields';
import { channelOutput } from '../../api/output';

export const createChannel: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a channel',
	description: 'Create a channel in a workspace; the application becomes its owner',
	properties: [
		companyLocator,
		workspaceLocator,
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			description: 'The name of the new channel. Twake allows the same name more than once.',
		},
		{
			displayName: 'Visibility',
			name: 'visibility',
			type: 'options',
			options: [
				{ name: 'Private', value: 'private', description: 'Only for members who are invited' },
				{ name: 'Public', value: 'public', description: 'Open to everybody in the workspace' },
			],
			default: 'public',
			description: 'Who can find and join the channel',
		},
		simplifyField,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					description: 'What the channel is for',
				},
				{
					displayName: 'Icon',
					name: 'icon',
					type: 'string',
					default: '',
					description: 'An emoji in front of the name',
				},
			],
		},
	],
	async run({ twake, param }) {
		const { company, workspace } = param.workspace();
		const channel = await twake.channels.create(company, workspace, {
			name: param.requiredText('name').trim(),
			visibility: param.choice('visibility', ['public', 'private']),
			icon: param.optionalText('additionalFields.icon'),
			description: param.optionalText('additionalFields.description'),
		});
		return param.boolean('simplify') ? channelOutput(channel) : channel;
	},
};
