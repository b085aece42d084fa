import { attributeMapper, customAttributesField } from '../attributes/fields';
import { conversationAttributesAt } from '../attributes/place';
import type { Operation } from '../operation/types';
import {
	accountLocator,
	agentBotLocator,
	assigneeLocator,
	conversationLocator,
	simplifyField,
	teamLocator,
} from '../fields';
import { conversationOutput } from '../conversation/kind';
import { BOT_WORKS, checkKnown } from './assignment';
import { attributesModeField, withTypes } from './attributes';
import { change, PLACE, wantedFrom } from './change';
import { conversationKey } from './key';
import { priorityField } from './priority';
import { snoozedUntilField, statusOptions } from './status';

export const updateConversation: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update a conversation',
	access: 'bots',
	description:
		'Change status, priority, assignee, team and custom attributes of a conversation at once; only what differs is sent',
	properties: [
		accountLocator,
		conversationLocator,
		{
			displayName: 'Update Fields',
			name: PLACE,
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				agentBotLocator(BOT_WORKS),
				assigneeLocator,
				customAttributesField('conversation'),
				attributesModeField,
				priorityField,
				{
					displayName: 'Remove Assignee',
					name: 'removeAssignee',
					type: 'boolean',
					default: true,
					description: 'Whether to take the conversation away from its agent or bot',
				},
				{
					displayName: 'Remove Team',
					name: 'removeTeam',
					type: 'boolean',
					default: true,
					description: 'Whether to take the conversation away from its team',
				},
				snoozedUntilField,
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: statusOptions,
					default: 'open',
					description:
						'The new status: open, pending, resolved or snoozed. With the access token of an agent, opening also assigns the conversation to that agent.',
				},
				teamLocator,
			],
		},
		attributeMapper(conversationAttributesAt('updateFields.customAttributes')),
		simplifyField,
	],
	orderKey: conversationKey,
	async run({ param, baseUrl, account }) {
		const id = param.id('conversation');
		const wanted = wantedFrom(param);
		if (Object.values(wanted).every((value) => value === undefined)) {
			param.refuse(PLACE, 'is empty', 'Add at least one field to change.');
		}
		const api = await account();
		await checkKnown(param, api, wanted, `${PLACE}.`);
		const { attributes: set } = wanted;
		if (set) {
			const path = `${PLACE}.customAttributes`;
			set.attributes = (await withTypes(param, api, set.attributes, path)) ?? {};
		}
		const before = await api.conversations.get(id);
		const changed = await change(api, before, wanted);
		const read = async () => await api.conversations.get(id);
		const after = changed.length > 0 ? await api.requester.afterWriting(read) : before;
		const shown = param.boolean('simplify') ? conversationOutput(after, { baseUrl }) : after;
		return { ...shown, changed };
	},
};
