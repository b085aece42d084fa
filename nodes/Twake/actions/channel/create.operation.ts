import { channelOutput } from '../../api/output';
import { refuseWorkspace } from '../kinds/existing-workspace';
import { workspace } from '../kinds/workspace';
import { operation } from '../operation/operation';

export const createChannel = operation({
	name: 'Create',
	value: 'create',
	action: 'Create channel',
	description: 'Create a channel in a workspace; the application becomes its owner',
	on: workspace,
	fields: [
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
	],
	additional: [
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
	simplify: channelOutput,
	read: (param) => ({
		name: param.requiredText('name').trim(),
		visibility: param.choice('visibility', ['public', 'private']),
		icon: param.optionalText('additionalFields.icon'),
		description: param.optionalText('additionalFields.description'),
	}),
	async act(call) {
		const { twake, place, input } = call;
		if (!(await twake.channels.hasAny(place))) refuseWorkspace(call);
		return await twake.channels.create(place, input);
	},
});
