import type { INodeProperties } from 'n8n-workflow';
import type { FilePart } from '../../../shared/multipart';
import type { AccountApi } from '../../api';
import type { NewConversation } from '../../api/conversations';
import type { NewMessage } from '../../api/messages';
import { describePerson, meet, reachContact, WITHOUT_OPEN } from '../../api/reach';
import type { Met } from '../../api/reach';
import { checkedAttributes } from '../attributes/custom-attributes';
import type { ChatwootContext } from '../operation/types';
import { keysOf, NEW_ATTRIBUTES, newContactFrom, personFrom } from './person';

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

interface Wanted {
	/** Fields of a new conversation. */
	fields?: Partial<NewConversation>;
	/** The message that a new conversation begins with. */
	message?: NewMessage;
	files?: FilePart[];
	/** Refuses an inbox of this type; asked for before anything is made when `isPicky`. */
	check?(channel: string | undefined): void;
	isPicky?: boolean;
}

/**
 * Finds or makes the contact and the conversation that the parameters describe, and hands both to
 * `then` while no other item of this run works on the conversations of that contact in that inbox.
 */
export async function reach<T>(
	{ param, hint }: ChatwootContext,
	api: AccountApi,
	wanted: Wanted,
	then: (met: Met, isNewContact: boolean) => Promise<T>,
): Promise<T> {
	const { inbox, person, withoutOpen, newContact } = targetFrom(param);
	const { check, isPicky } = wanted;
	const fresh =
		newContact &&
		(async () => {
			if (check && isPicky) check(await channelOf(api, inbox));
			const given = newContact.custom_attributes;
			const typed = await checkedAttributes(
				param,
				api,
				'contact_attribute',
				given,
				...NEW_ATTRIBUTES,
			);
			return { ...newContact, ...(typed && { custom_attributes: typed }) };
		});
	const reached = await api.turns.take(
		keysOf(person, newContact),
		async () => await reachContact(api, person, fresh),
	);
	if (!reached) {
		return param.refuse(
			'findBy',
			`finds no contact with the ${describePerson(person)}`,
			withoutOpen === 'fail'
				? 'None is made, as If No Open Conversation is Fail: a new contact has no conversation.'
				: 'Switch on Create Contact If Missing, or check the value.',
		);
	}
	return await api.turns.take([`${reached.id} in ${inbox}`], async () => {
		const met = await meet(api, reached, { ...wanted, inbox, withoutOpen });
		if (met) {
			const { conversation, did, message } = met;
			if (withoutOpen === 'new' && did === 'continued' && conversation.status === 'resolved') {
				hint(
					`Inbox ${inbox} keeps to a single conversation per contact: ${message ? 'the message is in' : 'this is'} the resolved conversation ${conversation.id}`,
					'warning',
				);
			}
			return await then(met, reached.isNew);
		}
		return param.refuse(
			'withoutOpen',
			`is Fail, and contact ${reached.id} has no open conversation in inbox ${inbox}`,
		);
	});
}

/** Everything that says who is to be reached and where; reading it checks it. */
export function targetFrom(param: ChatwootContext['param']) {
	const inbox = param.id('inbox');
	const person = personFrom(param);
	const withoutOpen = param.choice('withoutOpen', WITHOUT_OPEN);
	const newContact = newContactFrom(param, person, inbox);
	// A contact made for nothing would be left behind.
	return {
		inbox,
		person,
		withoutOpen,
		newContact: withoutOpen === 'fail' ? undefined : newContact,
	};
}

/** The type of an inbox, undefined when it cannot be known. */
export async function channelOf(
	{ inboxes }: AccountApi,
	inbox: number,
): Promise<string | undefined> {
	const result = await inboxes.attemptList();
	if ('error' in result) return undefined;
	return result.body.find(({ id }) => id === inbox)?.channel_type;
}
