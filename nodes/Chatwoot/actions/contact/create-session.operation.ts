import { inboxes } from '../inbox/kind';
import { locatorOf } from '../kinds/kind';
import { operation } from '../operation/operation';
import { talkKey } from '../people/conversation';
import { contacts, sessionOutput } from './kind';

export const createContactSession = operation({
	name: 'Create Session',
	value: 'createSession',
	action: 'Create session of contact',
	description:
		'Make a contact reachable in an inbox: gives the source ID with which conversations are opened there',
	on: contacts,
	fields: [
		locatorOf(inboxes, 'The inbox in which the contact is to be reachable'),
		{
			displayName: 'Source ID',
			name: 'sourceId',
			type: 'string',
			default: '',
			description:
				'The ID of the session, for example the ID of the chat in another system. Chatwoot makes one when it is left out.',
		},
		{
			displayName: 'Always Make a New One',
			name: 'alwaysNew',
			type: 'boolean',
			default: false,
			description:
				'Whether to make another session even when the contact has one in the inbox. Without a source ID only.',
		},
	],
	read: (param) => ({
		inbox: param.id('inbox'),
		sourceId: param.trimmed('sourceId'),
		alwaysNew: param.boolean('alwaysNew'),
	}),
	async act({ api: { sessions, contacts, turns }, id: contact_id, input }) {
		const { inbox, sourceId, alwaysNew } = input;
		// Mail and SMS inboxes let a second contact take over the ID of the first.
		const ofSession = sourceId === undefined ? [] : [`session ${sourceId} in ${inbox}`];
		return await turns.take([talkKey(contact_id, inbox), ...ofSession], async () => {
			if (sourceId === undefined && !alwaysNew) {
				const { contact_inboxes = [] } = await contacts.get(contact_id);
				const known = contact_inboxes.findLast((session) => session.inbox.id === inbox);
				if (known) return { contact_id, ...sessionOutput(known), result: 'unchanged' };
			}
			const session = await sessions.ensure(contact_id, inbox, sourceId);
			return { contact_id, ...sessionOutput(session), result: 'created' };
		});
	},
});
