import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { AccountApi } from '../../api';
import { findOrOpenConversation, WITHOUT_OPEN } from '../../api/ongoing';
import type { FoundConversation, Opening } from '../../api/ongoing';
import { describePerson, findOrCreateContact } from '../../api/person';
import { checkedAttributes } from '../attributes/custom-attributes';
import type { ChatwootContext } from '../operation/types';
import type { ChatwootParameters } from '../parameters/parameters';
import { keysOf, NEW_ATTRIBUTES, newContactFrom, personFrom } from './person';

/** Finding or opening the conversation with a person in an inbox. */

export const withoutOpenField: INodeProperties = {
	displayName: 'If No Open Conversation',
	name: 'withoutOpen',
	type: 'options',
	options: [
		{ name: 'Fail', value: 'fail', description: 'Write nothing and create nothing' },
		{ name: 'Reopen the Last One', value: 'reopen', description: 'A new one when there is none' },
		{ name: 'Start a New One', value: 'new' },
	],
	default: 'new',
	description:
		'What to do when the contact has no conversation in the inbox that is open, pending or snoozed: fail, reopen or new',
};

/**
 * Finds or creates the contact and the conversation that the parameters describe, and passes both
 * to `then` while nothing else in this process works on that contact's conversations in that inbox.
 * Other processes are not blocked; the output reports conversations that they opened meanwhile.
 * With `ifNoneGoesOn` nothing is created or reopened: its result is returned instead.
 */
export async function withConversation(
	{ param, hint }: Pick<ChatwootContext, 'param' | 'hint'>,
	api: AccountApi,
	beginning: Omit<Opening, 'inbox' | 'withoutOpen'>,
	then: (found: FoundConversation, isNewContact: boolean) => Promise<IDataObject>,
	ifNoneGoesOn?: () => IDataObject,
): Promise<IDataObject> {
	const target = targetFrom(param);
	const { inbox, person } = target;
	const withoutOpen = ifNoneGoesOn ? 'fail' : target.withoutOpen;
	const newContact = ifNoneGoesOn ? undefined : target.newContact;
	const fresh =
		newContact &&
		(async () => {
			const given = newContact.custom_attributes;
			const typed = await checkedAttributes(param, api, NEW_ATTRIBUTES, given);
			return { ...newContact, ...(typed && { custom_attributes: typed }) };
		});
	const contact = await api.turns.take(
		keysOf(person, newContact),
		async () => await findOrCreateContact(api, person, fresh),
	);
	if (!contact) {
		return param.refuse(
			'findBy',
			`finds no contact with the ${describePerson(person)}`,
			target.withoutOpen === 'fail'
				? 'None is made, as If No Open Conversation is Fail: a new contact has no conversation.'
				: 'Switch on Create Contact If Missing, or check the value.',
		);
	}
	/** What is done, for whoever decides about a failure. */
	const done = contact.isNew ? [`Contact ${contact.id} was created before.`] : [];
	const work = async () => {
		const opening = { ...beginning, inbox, withoutOpen };
		const found = await findOrOpenConversation(api, contact, opening);
		if (!found && ifNoneGoesOn) return ifNoneGoesOn();
		if (!found) {
			return param.refuse(
				'withoutOpen',
				`is Fail, and contact ${contact.id} has no open conversation in inbox ${inbox}`,
			);
		}
		const { conversation, action, message, others } = found;
		if (action === 'reopened' && conversation.status === 'open') {
			done.push(`Conversation ${conversation.id} was opened before.`);
		}
		if (withoutOpen === 'new' && action === 'continued' && conversation.status === 'resolved') {
			hint(
				`Inbox ${inbox} keeps to a single conversation per contact: ${message ? 'the message is in' : 'this is'} the resolved conversation ${conversation.id}`,
				'warning',
			);
		}
		const output = await then(found, contact.isNew);
		if (others?.length === 0) return output;
		if (others === undefined) {
			hint(
				'Whether another program opened a conversation at the same moment could not be looked up',
				'warning',
			);
			return output;
		}
		hint(
			`Contact ${contact.id} has other conversations in inbox ${inbox} that were opened at the same moment: ${others.join(', ')}`,
			'warning',
		);
		return { ...output, other_conversations: others };
	};
	return await api.turns.take([talkKey(contact.id, inbox)], work).catch((failure: unknown) => {
		throw api.requester.failedAfter(failure, done.length > 0 ? done.join(' ') : undefined);
	});
}

/** The key for turns on the conversations of a contact in an inbox. */
export function talkKey(contact: number | string | undefined, inbox: number | undefined): string {
	return `${contact} in ${inbox}`;
}

/** All parameters that say who is meant and where, read and checked. */
export function targetFrom(param: ChatwootParameters) {
	const inbox = param.id('inbox');
	const person = personFrom(param);
	const withoutOpen = param.choice('withoutOpen', WITHOUT_OPEN);
	const newContact = newContactFrom(param, person, inbox);
	// Checked first: a contact created in vain would be left behind.
	return {
		inbox,
		person,
		withoutOpen,
		newContact: withoutOpen === 'fail' ? undefined : newContact,
	};
}
