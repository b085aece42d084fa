import { request } from 'undici';
import { useChatwoot } from './chatwoot';

const sandbox = useChatwoot();

async function createLabel(type: string, body: string) {
	const headers = { 'api-access-token': 'ADMIN_TOKEN', 'content-type': type };
	const path = '/api/v1/accounts/1/labels';
	const answer = await request(sandbox.url + path, { method: 'POST', headers, body });
	await answer.body.dump();
	return answer.statusCode;
}

describe('bodies of requests to the Chatwoot sandbox', () => {
	it.each([
		['application/json', 200],
		['application/JSON; charset=utf-8', 200],
		['text/x-json', 200],
		['application/jsonrequest', 200],
		['application/vnd.api+json', 422],
		['text/json', 422],
		['text/plain', 422],
	])('in JSON as %s are answered with %i', async (type, status) => {
		const title = type.replace(/\W+/g, '-').toLowerCase();
		expect(await createLabel(type, JSON.stringify({ title }))).toBe(status);
	});
});
