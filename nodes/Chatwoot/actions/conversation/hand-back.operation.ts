import { keyOf } from '../kinds/kind';
import { textAt } from '../messaging/reading';
import { operation } from '../operation/operation';
import { conversations } from './kind';
import { noteField, writeOnce, withProgressInErrors } from './write-once';

export const handBackConversation = operation({
	name: 'Hand Back to Bot',
	value: 'handBack',
	action: 'Hand back conversation to bot',
	access: 'bots',
	description:
		'Give a conversation back to the bot: unassigned and pending, so that the customer’s next message goes to it',
	on: conversations,
	fields: [
		noteField('e.g. Returned the parcel label; the bot can go on.'),
		{
			displayName: 'Remove Team',
			name: 'removeTeam',
			type: 'boolean',
			default: true,
			description: 'Whether to take the conversation away from its team too',
		},
	],
	simplify: true,
	read: (param) => ({
		note: textAt(param, 'note', 'note'),
		removeTeam: param.boolean('removeTeam'),
	}),
	async act({ api, chatwoot, id, input: { note, removeTeam }, shown }) {
		const { assignments, conversationChanges, conversations: all } = api;
		return await api.turns.take([keyOf(conversations, id)], async () => {
			const before = await all.get(id);
			const done: string[] = [];
			return await withProgressInErrors(api, done, async () => {
				if (note && (await writeOnce({ chatwoot, api, id }, note))) done.push('note');
				if (removeTeam && before.meta.team) {
					await assignments.assignTeam(id, null);
					done.push('team');
				}
				if (before.meta.assignee) {
					await assignments.assignAgent(id, null);
					done.push('assignee');
				}
				// The last step: from here on the bot answers.
				if (before.status !== 'pending') {
					await conversationChanges.setStatus(id, 'pending');
					done.push('status');
				}
				const after = done.length > 0 ? await all.get(id) : before;
				return { ...shown(conversations, after), changed: done };
			});
		});
	},
});
