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
			'The user of the access token is no member of this Chatwoot account',
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
		[422, { error: { name: ['is taken'] } }, 'not accept the values: {"name":["is taken"]}'],
		[422, '', 'Chatwoot does not accept the values'],
		[500, { status: 500, error: 'Internal Server Error' }, 'internal error (HTTP 500)'],
		[400, '', 'Chatwoot could not read the request'],
		[418, {}, 'refused the request with HTTP 418'],
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

	it('that lead elsewhere tell the base URL to enter', () => {
		const location = 'https://chat.example.com/api/v1/accounts/1/conversations';
		const found = problem(301, '', { location } as never);
		expect(found?.message).toContain(location);
		expect(found?.description).toContain('Enter https://chat.example.com as the base URL');
	});

	it('never lend the body of a page to the error', () => {
		expect(problem(500, '<html>', html)).not.toHaveProperty('body');
	});
});
