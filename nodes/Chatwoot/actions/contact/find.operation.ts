import type { INodeProperties } from 'n8n-workflow';
import type { Result } from '../../../shared/request';
import type { AccountApi } from '../../api';
import type { Contact } from '../../api/types';
import type { Operation } from '../operation/types';
import { accountLocator, inboxLocator, simplifyField } from '../fields';
import type { ChatwootParameters } from '../parameters/parameters';
import { identifierField, identityFields } from './fields';
import { withSessions } from './output';

const WAYS = ['email', 'identifier', 'phoneNumber', 'session'] as const;
type Way = (typeof WAYS)[number];

const shownFor = (way: Way, property: INodeProperties): INodeProperties => ({
	...property,
	displayOptions: { show: { findBy: [way] } },
});

const [, emailField, phoneField] = identityFields;

export const findContact: Operation = {
	name: 'Find',
	value: 'find',
	action: 'Find a contact',
	description:
		'Find the one contact with exactly this e-mail address, phone number, identifier or session',
	properties: [
		accountLocator,
		{
			displayName: 'Find By',
			name: 'findBy',
			type: 'options',
			options: [
				{ name: 'Email', value: 'email' },
				{ name: 'Identifier', value: 'identifier', description: 'The ID in another system' },
				{ name: 'Phone Number', value: 'phoneNumber' },
				{ name: 'Session', value: 'session', description: 'The source ID in an inbox' },
			],
			default: 'email',
			description: 'By what the contact is known: email, identifier, phoneNumber or session',
		},
		shownFor('email', {
			...emailField,
			description: 'The e-mail address; letter case does not matter',
		}),
		shownFor('identifier', {
			...identifierField,
			description: 'The identifier; letter case matters',
		}),
		shownFor('phoneNumber', {
			...phoneField,
			description: 'The phone number: a plus, the country code and the number, digits only',
		}),
		shownFor('session', inboxLocator('The inbox of the session')),
		shownFor('session', {
			displayName: 'Source ID',
			name: 'sourceId',
			type: 'string',
			default: '',
			description: 'The ID of the session in the inbox, as in the output "source_id"',
		}),
		{
			displayName: 'If Not Found',
			name: 'ifMissing',
			type: 'options',
			options: [
				{ name: 'Fail', value: 'fail' },
				{ name: 'Return Nothing', value: 'nothing', description: 'No output item' },
			],
			default: 'fail',
			description: 'What to do when there is no such contact: fail or nothing',
		},
		simplifyField,
	],
	async run({ param, baseUrl, account }) {
		const { find, path, meant } = lookupFrom(param);
		const ifMissing = param.choice('ifMissing', ['fail', 'nothing']);
		const api = await account();
		const result = await find(api);
		if ('error' in result) throw result.error;
		if (result.body) {
			return withSessions(result.body, param.boolean('simplify'), baseUrl, api.id);
		}
		if (ifMissing === 'nothing') return undefined;
		return param.refuse(path, `finds no contact with the ${meant}`);
	},
};

interface Lookup {
	path: string;
	meant: string;
	find(api: AccountApi): Promise<Result<Contact | undefined>>;
}

function lookupFrom(param: ChatwootParameters): Lookup {
	const way = param.choice('findBy', WAYS);
	if (way === 'session') {
		const inbox = param.id('inbox');
		const source = param.trimmed('sourceId') ?? param.refuse('sourceId', 'is empty');
		return {
			path: 'sourceId',
			meant: `source ID ${source} in inbox ${inbox}`,
			find: async ({ sessions }) => await sessions.attemptFind(inbox, source),
		};
	}
	const [attribute, value] = {
		email: () => ['email', param.email('email')] as const,
		identifier: () => ['identifier', param.trimmed('identifier')] as const,
		phoneNumber: () => ['phone_number', param.phone('phoneNumber')] as const,
	}[way]();
	if (value === undefined) return param.refuse(way, 'is empty');
	return {
		path: way,
		meant: `${attribute.replace('_', ' ')} ${value}`,
		find: async ({ contacts }) => await contacts.attemptFind(attribute, value),
	};
}
