import { problemIn } from '../../../nodes/Chatwoot/api/problems';
import type { ApiRequest } from '../../../nodes/shared/request';

const json = { 'content-type': 'application/json; charset=utf-8' };
const html = { 'content-type': 'text/html; charset=utf-8' };
const request: ApiRequest = {
	method: 'POST',
	path: '/api/v1/accounts/1/conversations',
	body: { inbox_id: 3, contact_id: 7 },
};
const problem = (status: number, body: unknown, headers = json, of = request) =>
	problemIn({ status, body, headers }, of);

describe('answers of Chatwoot', () => {
	it.each([
		['an object', { id: 1 }],
		['a list', []],
		['null for nobody assigned', null],
		['nothing', ''],
		['a number', 3],
	])('are taken when they hold %s', (_name, body) => {
		expect(problem(200, body)).toBeUndefined();
	});

	it.each([
		[
			401,
			{ errors: ['You need to sign in or sign up before continuing.'] },
			'No access token reached Chatwoot',
		],
		[401, { error: 'Invalid Access Token' }, 'Chatwoot does not know the access token'],
		[401, { error: 'Invalid access_token' }, 'The Platform API of Chatwoot does not know'],
		[
			401,
			{ error: 'Access to this endpoint is not authorized for bots' },
			'does not let bots do this',
		],
		[
			401,
			{ error: 'You are not authorized to do this action' },
			'You are not authorized to do this action',
		],
		[401, { error: 'Account is suspended' }, 'The Chatwoot account is suspended'],
		[
			401,
			{ error: 'Bot is not authorized to access this account' },
			'does not let the agent bot work in this account',
		],
		[
			401,
			{ error: 'You are not authorized to access this account' },
			'The user of the access token is not a member of this Chatwoot account',
		],
		[
			402,
			{ error: 'Account limit exceeded' },
			'plan of the Chatwoot account does not allow this: Account limit',
		],
		[403, { error: 'not allowed' }, 'does not allow this here: not allowed'],
		[
			404,
			{ status: 404, error: 'Not Found' },
			'does not know the address /api/v1/accounts/1/conversations',
		],
		[
			422,
			{ message: 'Email Invalid email', attributes: ['email'] },
			'not accept the values: Email Invalid email',
		],
		[422, { error: { name: ['is taken'] } }, 'not accept the values: name is taken'],
		[422, { errors: [{ name: 'x' }] }, 'not accept the values: {"name":"x"}'],
		[422, { error: { rows: [{ 3: 'is taken' }] } }, 'not accept the values: rows {"3":"is taken"}'],
		[
			422,
			{ error: { actions: ['Action x is none.'] } },
			'not accept the values: Action x is none.',
		],
		[422, '', 'Chatwoot does not accept the values'],
		[500, { status: 500, error: 'Internal Server Error' }, 'internal error (HTTP 500)'],
		[400, '', 'Chatwoot could not read the request'],
		[418, { error: 'no' }, 'refused the request with HTTP 418'],
	])('of status %i and %j are told as "%s"', (status, body, message) => {
		expect(problem(status, body)?.message).toContain(message);
		expect(problem(status, body)?.status).toBe(status);
	});

	it('name the records that may be missing in a 404', () => {
		const found = problem(404, { error: 'Resource could not be found' });
		expect(found?.message).toBe('Chatwoot did not find inbox 3, contact 7, account 1');
		const path = '/api/v1/accounts/1/conversations/42/messages';
		const labels = { labels: ['vip'], team_id: 9 };
		const listed = problem(404, { error: 'x' }, json, { method: 'GET', path, query: labels });
		expect(listed?.message).toBe('Chatwoot did not find team 9, conversation 42, account 1');
		const none = { agent_bot: null };
		const taken = problem(404, { error: 'x' }, json, { method: 'POST', path, body: none });
		expect(taken?.message).toBe('Chatwoot did not find conversation 42, account 1');
		const one = problem(404, { error: 'x' }, json, { method: 'POST', path });
		expect(one?.message).toBe('Chatwoot did not find conversation 42, account 1');
		const odd = { method: 'POST', path: '/api/v1/constructor/5', body: { valueOf: 1 } } as const;
		expect(problem(404, { error: 'x' }, json, odd)?.message).toBe(
			'Chatwoot did not find constructor 5',
		);
	});

	it('are no answers of Chatwoot when they are web pages', () => {
		const page = '<!DOCTYPE html><title>Dashboard</title>';
		for (const status of [200, 404]) {
			const found = problem(status, page, html);
			expect(found?.message).toBe('The server did not answer like Chatwoot: it sent a web page');
			expect(found?.reason).toBe('otherServer');
		}
	});

	it('that break off may have been carried out when something was sent', () => {
		const found = problem(200, '{"id": 1, "cont', json);
		expect(found).toMatchObject({
			message: 'The answer of Chatwoot is not complete',
			uncertain: true,
		});
		expect(found?.description).toContain('before you run this item again');
		expect(problem(200, '{"id', json, { method: 'GET', path: '/x' })?.uncertain).toBe(false);
	});

	it.each([
		['the same host by another protocol', 'http://chat.example.com', 'https://chat.example.com'],
		['a path before it', 'https://chat.example.com', 'https://chat.example.com/support'],
	])('that lead to %s tell the base URL to enter', (_, asked, base) => {
		const headers = { location: `${base}${request.path}` };
		const url = `${asked}${request.path}`;
		const found = problemIn({ status: 301, body: '', headers, url }, request);
		expect(found?.message).toContain(base);
		expect(found?.description).toBe(`Enter ${base} as the base URL in the credential.`);
	});

	it.each([
		['another host', `https://auth.example.com${request.path}?rd=secret`],
		['a login page', 'https://chat.example.com/users/sign_in'],
		['nowhere', ''],
	])('that lead to %s never tell to enter it', (_, location) => {
		const url = `https://chat.example.com${request.path}`;
		const found = problemIn({ status: 302, body: '', headers: { location }, url }, request);
		expect(found?.description).toContain('a page where people log in');
		expect(found?.description).not.toContain('Enter http');
		expect(JSON.stringify(found)).not.toContain('secret');
	});

	const page = '<html><head><title>Attention Required! | Cloudflare</title></head>';
	it.each([
		[401, '', 'asks for a login of its own'],
		[401, '<html>401 Authorization Required</html>', 'asks for a login of its own'],
		[401, { error: 'Unauthorized' }, 'asks for a login of its own'],
		[401, { message: 'Unauthorized' }, 'asks for a login of its own'],
		[403, page, 'protection against bots'],
		[403, { message: 'Forbidden' }, 'protection against bots'],
		[404, { statusCode: 404, error: 'Not Found', message: 'Route' }, 'Check the base URL'],
		[407, '', 'The proxy that n8n goes through'],
		[413, '<html>413 Request Entity Too Large</html>', 'client_max_body_size'],
		[422, '<html>', 'Check the base URL'],
		[525, '', 'what stands there'],
	])('of status %i and %j are those of something before it', (status, body, wayOut) => {
		for (const hint of [undefined, 'Website inboxes refuse files that are too large']) {
			const headers = { 'content-type': 'text/html', server: 'cloudflare' };
			const found = problemIn({ status, body, headers }, { ...request, hint });
			expect(found?.message).toBe(`Something other than Chatwoot answered with HTTP ${status}`);
			expect(found?.description).toContain(wayOut);
			expect(found?.description).toContain('it calls itself "cloudflare"');
			expect(found?.description).not.toContain('Website inboxes');
			expect(found).toMatchObject({ status, reason: 'otherServer', nothingDone: status < 500 });
			expect(found).not.toHaveProperty('body');
		}
	});

	it('of an empty 404 are its own only where the address names a record', () => {
		const found = (path: string) =>
			problemIn({ status: 404, body: '', headers: {} }, { method: 'GET', path })?.reason;
		expect(found('/api/v1/profile')).toBe('otherServer');
		expect(found('/api/v1/accounts/1/contacts/7')).toBe('missing');
	});

	it('name the page that something before it sent', () => {
		expect(problem(403, page, html)?.description).toContain(
			'(It sent the page "Attention Required! | Cloudflare".)',
		);
	});

	it('never lend the body of a page to the error', () => {
		expect(problem(500, '<html>', html)).not.toHaveProperty('body');
	});
});
