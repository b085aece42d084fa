import { withoutUndefined } from '../../../shared/json';
import { agentBots } from '../agent-bot';
import { attributeMapper, customAttributesField } from '../attributes/fields';
import { hintDifferences } from '../kinds/differences';
import { updateFields } from '../kinds/fields';
import { locatorOf } from '../kinds/kind';
import { operation } from '../operation/operation';
import { assigneeLocator, BOT_WORKS, checkKnown, teamLocator } from './assignment';
import { attributesModeField, withTypes } from './attributes';
import { applyChange, ATTRIBUTES, changeFrom } from './change';
import { conversations } from './kind';
import { priorityField } from './priority';
import { snoozedUntilField, statusOptions } from './status';

export const updateConversation = operation({
	name: 'Update',
	value: 'update',
	action: 'Update conversation',
	access: 'bots',
	description:
		'Change status, priority, assignee, team and custom attributes of a conversation at once; only what differs is sent',
	on: conversations,
	fields: [
		updateFields([
			locatorOf(agentBots, BOT_WORKS),
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
		]),
		attributeMapper(ATTRIBUTES),
	],
	simplify: true,
	read(param) {
		const change = changeFrom(param);
		if (Object.values(change).every((value) => value === undefined)) {
			param.refuse('updateFields', 'is empty', 'Add at least one field to change.');
		}
		return change;
	},
	async act({ api, id, param, input, shown, hint }) {
		await checkKnown(param, api, input, 'updateFields.');
		const { attributes: set } = input;
		const attributes = set && {
			...set,
			attributes: (await withTypes(param, api, set.attributes, ATTRIBUTES.json)) ?? {},
		};
		const before = await api.conversations.get(id);
		const changed = await applyChange(api, before, { ...input, attributes });
		const read = async () => await api.conversations.get(id);
		const after = changed.length > 0 ? await api.requester.afterWriting(read) : before;
		const { status, priority } = input;
		hintDifferences(hint, `conversation ${id}`, withoutUndefined({ status, priority }), after);
		return { ...shown(conversations, after), changed };
	},
});
