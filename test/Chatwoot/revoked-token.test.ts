import { executeNode } from '../engine';
import { byId, chatwootRun, demo, meddling, requestsOf, useChatwoot } from './chatwoot';

const chatwoot = useChatwoot();

const paths = (count: number, other: string) =>
	Array.from({ length: count }, (_, index) => ({
		path: index === 2 ? other : '/api/v1/accounts/1/labels',
	}));
const calls = (items: Array<{ path: string }>, accessToken = 'ADMIN_TOKEN') =>
	chatwootRun(chatwoot, {
		parameters: {
			...{ resource: 'customApiCall', operation: 'call', account: byId(demo.account) },
			...{ path: '={{ $json.path }}', splitItems: false, options: { concurrency: 1 } },
		},
		items,
		credential: { accessToken },
		onError: 'continueErrorOutput',
	});

describe('a token that is reset in the middle of a run', () => {
	it('costs no further request, and the items that are left say so', async () => {
		const revoke = (nth: number) => {
			if (nth === 4) chatwoot.state.users.find(({ id }) => id === demo.admin)!.token = 'new';
		};
		const items = paths(10, '/api/v1/accounts/1/labels');
		const { outputs } = await meddling(chatwoot, revoke, async () => executeNode(calls(items)));

		expect(requestsOf(chatwoot)).toHaveLength(4);
		expect(outputs[0]).toHaveLength(3);
		expect(outputs[1].map(({ json }) => json.error)).toEqual(
			Array.from({ length: 7 }, () => 'Chatwoot does not know the access token'),
		);
	});
});

describe('a refusal of one item', () => {
	it.each([
		['of a foreign account', '/api/v1/accounts/2/labels'],
		['of the Platform API', '/platform/api/v1/accounts/1'],
		['of what is not there', '/api/v1/accounts/1/contacts/999'],
	])('%s stops no other', async (_, path) => {
		const { outputs } = await executeNode(calls(paths(6, path)));

		expect(outputs[1]).toHaveLength(1);
		expect(outputs[0]).toHaveLength(5);
		expect(requestsOf(chatwoot)).toHaveLength(6);
	});

	it('as the first one stops no other either', async () => {
		const items = paths(6, '/api/v1/accounts/1/labels');
		items[0].path = '/platform/api/v1/accounts/1';
		const { outputs } = await executeNode(calls(items));

		expect(outputs.map((each) => each.length)).toEqual([5, 1]);
	});
});
