import type { INodeProperties } from 'n8n-workflow';
import { bodyOf } from '../../../shared/request';
import type { Result } from '../../../shared/request';
import type { AccountApi } from '../../api';
import { describePerson } from '../../api/person';
import type { Contact } from '../../api/types';
import { inboxes } from '../inbox/kind';
import { locatorOf } from '../kinds/kind';
import { operation } from '../operation/operation';
import type { ChatwootParameters } from '../parameters/parameters';
import {
	findByField,
	shownFor,
	UNIQUE_FIELDS,
	UNIQUE_WAYS,
	uniqueFrom,
	whatsappVariantsField,
} from '../people/find-by';
import { contactsWithSessions } from './kind';

const WAYS = [...UNIQUE_WAYS, 'session'] as const;

const sourceIdField: INodeProperties = {
	displayName: 'Source ID',
	name: 'sourceId',
	type: 'string',
	default: '',
	description: 'The ID of the session in the inbox, as in the output "source_id"',
};

const ifMissingField: INodeProperties = {
	displayName: 'If Not Found',
	name: 'ifMissing',
	type: 'options',
	options: [
		{ name: 'Fail', value: 'fail' },
		{
			name: 'Return an Empty Item',
			value: 'emptyItem',
			description: 'With "found": false. Contacts that are found say "found": true then.',
		},
		{ name: 'Return Nothing', value: 'nothing', description: 'No output item' },
	],
	default: 'fail',
	description: 'What to do when there is no such contact: fail, emptyItem or nothing',
};

export const findContact = operation({
	name: 'Find',
	value: 'find',
	action: 'Find contact',
	description:
		'Find the one contact with exactly this e-mail address, phone number, identifier or session',
	fields: [
		findByField(WAYS, 'By what the contact is known'),
		...UNIQUE_WAYS.map((way) => shownFor(way, UNIQUE_FIELDS[way].property)),
		whatsappVariantsField,
		shownFor('session', locatorOf(inboxes, 'The inbox of the session')),
		shownFor('session', sourceIdField),
		ifMissingField,
	],
	simplify: true,
	read: (param) => ({
		...lookupFrom(param),
		ifMissing: param.choice('ifMissing', ['emptyItem', 'fail', 'nothing']),
	}),
	async act({ api, param, input: { find, path, criterion, ifMissing }, shown }) {
		const contact = bodyOf(await find(api));
		const found = ifMissing === 'emptyItem' ? { found: contact !== undefined } : {};
		if (contact) return { ...shown(contactsWithSessions, contact), ...found };
		if (ifMissing === 'emptyItem') return found;
		if (ifMissing === 'nothing') return undefined;
		return param.refuse(path, `finds no contact with the ${criterion}`);
	},
});

interface Lookup {
	path: string;
	criterion: string;
	find(api: AccountApi): Promise<Result<Contact | undefined>>;
}

function lookupFrom(param: ChatwootParameters): Lookup {
	const way = param.choice('findBy', WAYS);
	if (way === 'session') {
		const inbox = param.id('inbox');
		const source = param.trimmed('sourceId') ?? param.refuse('sourceId', 'is empty');
		return {
			path: 'sourceId',
			criterion: `source ID ${source} in inbox ${inbox}`,
			find: async ({ sessions }) => await sessions.attemptFind(inbox, source),
		};
	}
	const person = uniqueFrom(param, way);
	return {
		path: way,
		criterion: describePerson(person),
		find: async ({ contacts }) =>
			await contacts.attemptFind(person.attribute, person.value, person.other),
	};
}
