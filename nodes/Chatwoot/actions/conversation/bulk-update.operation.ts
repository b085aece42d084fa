import { unixSeconds } from '../../../shared/dates';
import { withoutUndefined } from '../../../shared/json';
import { dealWithUnknownLabels, titlesFrom, unknownLabelsField } from '../labelling/label-fields';
import { updateFields } from '../kinds/fields';
import { operation } from '../operation/operation';
import { agentOnlyLocator, checkKnown, teamLocator } from './assignment';
import { conversationsField, conversationsFrom, knownConversations } from './several';
import { snoozedUntilField, statusAt, statusOptions } from './status';

export const bulkUpdate = operation({
	name: 'Bulk Update',
	value: 'bulkUpdate',
	action: 'Update many conversations at once',
	description: 'Change status, assignee, team and labels of many conversations with one request',
	fields: [
		conversationsField,
		updateFields([
			agentOnlyLocator,
			{
				displayName: 'Labels to Add',
				name: 'addedLabels',
				type: 'string',
				default: '',
				placeholder: 'e.g. vip, follow-up',
				description:
					'Titles separated by commas. Chatwoot may lose labels when others change them at the same moment; Add Labels does not.',
			},
			{
				displayName: 'Labels to Remove',
				name: 'removedLabels',
				type: 'string',
				default: '',
				placeholder: 'e.g. vip, follow-up',
				description: 'Titles separated by commas',
			},
			snoozedUntilField,
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				options: statusOptions,
				default: 'resolved',
				description: 'The new status: open, pending, resolved or snoozed',
			},
			teamLocator,
		]),
		unknownLabelsField,
	],
	// The background jobs of two calls would interfere (chatwoot.md §16).
	orderKey: () => 'bulk update',
	read(param) {
		const ids = conversationsFrom(param);
		const { status, until } = statusAt(param, 'updateFields');
		const assignee = param.optionalId('updateFields.assignee');
		const team = param.optionalId('updateFields.team');
		const add = titlesFrom(param, 'updateFields.addedLabels');
		const remove = titlesFrom(param, 'updateFields.removedLabels');
		const fields = withoutUndefined({ status, assignee_id: assignee, team_id: team });
		const labels = {
			...(add.length > 0 && { add }),
			...(remove.length > 0 && { remove }),
		};
		const hasFields = Object.keys(fields).length > 0;
		const hasLabels = Object.keys(labels).length > 0;
		if (!hasFields && !hasLabels) {
			param.refuse('updateFields', 'is empty', 'Add at least one change.');
		}
		const change = {
			...(hasFields && { fields }),
			...(hasLabels && { labels }),
			...(until && { snoozed_until: unixSeconds(until) }),
		};
		const isUntilReply = status === 'snoozed' && until === undefined;
		return { ids, assignee, team, add, change, isUntilReply };
	},
	async act({ api, param, hint, input }) {
		const { ids, assignee, team, add, change, isUntilReply } = input;
		await checkKnown(param, api, { assignee, team }, 'updateFields.');
		const known = await knownConversations(api, ids, param);
		await dealWithUnknownLabels(param, api, add);
		const { conversationChanges, requester } = api;
		const step = requester.steps();
		// These would keep their old date.
		const dated = isUntilReply ? known.filter(({ snoozed_until }) => snoozed_until) : [];
		for (const { id } of dated) {
			await step(async () => await conversationChanges.setStatus(id, 'snoozed'));
		}
		await step(async () => await conversationChanges.bulk(ids, change));
		hint('Chatwoot changes the conversations in the background: a moment later they are done.');
		return { ids, accepted: true, background: true };
	},
});
