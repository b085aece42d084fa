import { parseReference } from '../../../nodes/Chatwoot/api/ids';

const host = 'https://chat.example.com/app/accounts/9';

describe('ids', () => {
	it.each([
		['conversation', ' 42 ', { id: 42 }],
		['contact', '007', { id: 7 }],
		['conversation', `${host}/conversations/42`, { id: 42, account: 9 }],
		['conversation', `${host}/inbox/3/conversations/42?messageId=5`, { id: 42, account: 9 }],
		['conversation', `${host}/label/vip/conversations/42/`, { id: 42, account: 9 }],
		['message', `${host}/conversations/42?messageId=5`, { id: 5, account: 9 }],
		['contact', `${host}/contacts/7#notes`, { id: 7, account: 9 }],
		['inbox', `${host}/inbox/3`, { id: 3, account: 9 }],
		['inbox', `${host}/settings/inboxes/3`, { id: 3, account: 9 }],
		['team', `${host}/team/5`, { id: 5, account: 9 }],
		['team', `${host}/settings/teams/5/edit`, { id: 5, account: 9 }],
		['account', `${host}/dashboard`, { id: 9, account: 9 }],
		['account', `${host}`, { id: 9, account: 9 }],
		['contact', '/api/v1/accounts/9/contacts/7', { id: 7, account: 9 }],
	])('reads a %s from %j', (kind, text, reference) => {
		expect(parseReference(kind, text)).toMatchObject(reference);
	});

	it.each([
		[`${host}/contacts/7`, 'chat.example.com'],
		['HTTP://Chat.Example.com:80/app/accounts/9/contacts/7', 'chat.example.com'],
		['chat.example.com:3000/app/accounts/9/contacts/7', 'chat.example.com:3000'],
		['/app/accounts/9/contacts/7', undefined],
		['accounts/9/contacts/7', undefined],
		['7', undefined],
	])('knows the server in %j', (text, server) => {
		expect(parseReference('contact', text)?.url?.host).toBe(server);
	});

	it.each([
		['conversation', 'https://jane@chat.example.com/app/accounts/9/conversations/42'],
		['conversation', 'ftp://chat.example.com/app/accounts/9/conversations/42'],
		['conversation', '42abc'],
		['conversation', '0'],
		['conversation', '-1'],
		['conversation', '1.5'],
		['conversation', '99999999999999999999'],
		['conversation', 'null'],
		['conversation', `${host}/contacts/7`],
		['conversation', `${host}/conversations/42abc`],
		['contact', `${host}/conversations/42`],
		['assignee', `${host}/settings/agents/2`],
		['account', 'https://chat.example.com/app/login'],
	])('finds no %s in %j', (kind, text) => {
		expect(parseReference(kind, text)).toBeUndefined();
	});
});
