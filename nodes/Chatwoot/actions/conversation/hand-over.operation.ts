import { additionalFields } from '../../../shared/fields';
import { keyOf } from '../kinds/kind';
import {
	dealWithUnknownLabels,
	labelPicker,
	titlesFrom,
	unknownLabelsField,
} from '../labelling/label-fields';
import { textAt } from '../messaging/reading';
import { operation } from '../operation/operation';
import { agentIn, assigneeLocator, checkKnown, teamLocator } from './assignment';
import { applyChange } from './change';
import { conversations } from './kind';
import { priorityField, priorityFrom } from './priority';
import { noteField, writeOnce, withProgressInErrors } from './write-once';

export const handOverConversation = operation({
	name: 'Hand Over',
	value: 'handOver',
	action: 'Hand over conversation to team',
	access: 'bots',
	description:
		'Give a conversation to people: opens and assigns it, tells team and customer; what is done is not repeated',
	on: conversations,
	fields: [
		{
			displayName: 'Message to Customer',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			placeholder: 'e.g. A colleague will be with you in a moment.',
			description: 'What the customer reads; empty for nothing',
		},
		noteField('e.g. Wants to return order 4711; the label does not print.'),
		assigneeLocator,
		teamLocator,
		additionalFields([labelPicker, priorityField, unknownLabelsField]),
	],
	simplify: true,
	read: (param) => ({
		text: textAt(param, 'text', 'outgoing'),
		note: textAt(param, 'note', 'note'),
		assignee: param.optionalId('assignee'),
		team: param.optionalId('team'),
		labels: titlesFrom(param, 'additionalFields.labels'),
		priority: priorityFrom(param, 'additionalFields.priority'),
	}),
	async act({ api, chatwoot, id, param, input, shown, hint }) {
		const { text, note, assignee, team, labels, priority } = input;
		await checkKnown(param, api, { assignee, team }, '');
		await dealWithUnknownLabels(param, api, labels, 'additionalFields.unknownLabels');
		return await api.turns.take([keyOf(conversations, id)], async () => {
			const before = await api.conversations.get(id);
			const done: string[] = [];
			return await withProgressInErrors(api, done, async () => {
				// The assignment silences the bot, so it comes first: nothing is answered in between.
				const agent = assignee ?? (team === undefined ? (agentIn(before) ?? null) : undefined);
				const change = { status: 'open', assignee: agent, team, priority } as const;
				await applyChange(api, before, change, done);
				if (agent === undefined && done.includes('status')) {
					const { meta } = await api.conversations.get(id);
					// Opening it with an agent's token has assigned that agent (chatwoot.md §5 Change state).
					const user = await chatwoot.profile.get();
					const isOpener = !('error' in user) && user.body.id === meta.assignee?.id;
					if (isOpener && meta.assignee?.id !== before.meta.assignee?.id) {
						await api.assignments.assignAgent(id, null);
					}
				}
				if (labels.length > 0 && (await api.conversationLabels.add(id, labels)).changed) {
					done.push('labels');
				}
				if (note && (await writeOnce({ chatwoot, api, id }, note))) done.push('note');
				if (text && (await writeOnce({ chatwoot, api, id }, text))) done.push('message');
				const after = done.length > 0 ? await api.conversations.get(id) : before;
				if (!agentIn(after) && !after.meta.team) {
					hint(
						'The conversation is open, but no agent and no team has it: a trigger that goes by No Person Assigned is not silent',
						'warning',
					);
				}
				return { ...shown(conversations, after), changed: done };
			});
		});
	},
});
