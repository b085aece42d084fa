import { randomFillSync } from 'node:crypto';
import { errorOf, executeNode, runNode, storeCredential } from '../engine';
import { demoIds, startTwake } from '../../sandbox/twake';
import type { TwakeSandbox } from '../../sandbox/twake';
import { byId, createInSupport, requestsOf, shownIn, twakeRun } from './twake';
import type { TwakeRun } from './twake';

let twake: TwakeSandbox;
const run = (given: Partial<TwakeRun> = {}) =>
	twakeRun(twake, { parameters: createInSupport, ...given });
const texts = Array.from({ length: 12 }, (_, index) => `item ${index}`);
const many: Partial<TwakeRun> = {
	parameters: { ...createInSupport, text: '={{ $json.text }}' },
	items: texts.map((text) => ({ text })),
};
const application = () => twake.state.applications.get(demoIds.application)!;
const logins = () => requestsOf(twake).filter((each) => each.endsWith('/login')).length;
const posted = () => shownIn(twake).flat().sort();

/** Invalidates all tokens issued so far. */
const expireTokens = () => void randomFillSync(twake.state.tokenKey);

/** Does something once this many messages have been posted. */
function after(count: number, act: () => void): void {
	let seen = 0;
	twake.state.onMessageSaved.push(({ created }) => {
		if (created && ++seen === count) act();
	});
}

beforeEach(async () => {
	twake = await startTwake();
});
afterEach(async () => {
	await twake.close();
});

describe('one login', () => {
	it('serves all items of an execution, many at once', async () => {
		const parameters = { ...many.parameters, options: { concurrency: 10 } };
		await runNode(run({ ...many, parameters }));

		expect(posted()).toEqual([...texts].sort());
		expect(logins()).toBe(1);
	});

	it('serves the executions of an hour', async () => {
		const stored = storeCredential(run());
		for (let execution = 0; execution < 4; execution++) await runNode({ ...run(), stored });

		expect(posted()).toHaveLength(4);
		expect(logins()).toBe(1);
	});

	it('serves different operations', async () => {
		const stored = storeCredential(run());
		const [{ id }] = await runNode({ ...run(), stored });
		const reply = { ...createInSupport, operation: 'reply', thread: byId(String(id)) };
		await runNode({ ...run({ parameters: reply }), stored });
		const whoAmI = { resource: 'application', operation: 'get' };
		await runNode({ ...run({ parameters: whoAmI }), stored });

		expect(logins()).toBe(1);
	});
});

describe('a token that ends', () => {
	it.each([1, 5])(
		'in the middle is replaced, and nothing is lost or posted twice (%p at once)',
		async (concurrency) => {
			after(4, expireTokens);
			const parameters = { ...many.parameters, options: { concurrency } };
			const output = await runNode(run({ ...many, parameters }));

			expect(output.map(({ text }) => text)).toEqual(texts);
			expect(posted()).toEqual([...texts].sort());
			expect(logins()).toBeLessThanOrEqual(1 + concurrency);
			expect(logins()).toBeGreaterThan(1);
		},
	);

	it.each([1, 5])(
		'between the two checks of the relay is replaced, and nothing is lost or posted twice (%p at once)',
		async (concurrency) => {
			after(4, () => (twake.state.endsInside = 1));
			const parameters = { ...many.parameters, options: { concurrency } };
			const output = await runNode(run({ ...many, parameters }));

			expect(output.map(({ text }) => text)).toEqual(texts);
			expect(posted()).toEqual([...texts].sort());
			expect(twake.state.endsInside).toBe(0);
		},
	);

	it('inside the relay every time is reported, not tried for ever', async () => {
		twake.state.endsInside = Infinity;
		const error = await errorOf(run());

		expect(error.message).toBe('Twake ended the login of the credential while it was used');
		expect(error.description).toContain('Nothing was done.');
		expect(posted()).toEqual([]);
	});

	it('between two executions is replaced and stored', async () => {
		const stored = storeCredential(run());
		await runNode({ ...run(), stored });
		expireTokens();
		await runNode({ ...run(), stored });
		await runNode({ ...run(), stored });

		expect(posted()).toHaveLength(3);
		expect(logins()).toBe(2);
	});

	it('at once every time is reported, not tried for ever', async () => {
		await twake.close();
		twake = await startTwake({ tokenSeconds: -10 });
		const error = await errorOf(run());

		expect(error.message).toBe(
			'Twake does not accept the login of the credential (it says: Bad credentials)',
		);
		expect(error.httpCode).toBe('401');
		expect(logins()).toBeLessThanOrEqual(2);
	});
});

describe('an application that changes while its token holds', () => {
	it('goes on with a changed key until the token ends, then says so', async () => {
		const stored = storeCredential(run());
		await runNode({ ...run(), stored });
		application().api.private_key = 'another';
		await runNode({ ...run(), stored });
		expireTokens();
		const error = await errorOf({ ...run(), stored });

		expect(posted()).toHaveLength(2);
		expect(error.message).toBe(
			'Twake refused the login of the application (it says: Secret key is not valid)',
		);
		expect(error.description).toContain('Check the application ID and the private key');
	});

	it('fails the rest of the items when the key changes in the middle', async () => {
		after(4, () => {
			application().api.private_key = 'another';
			expireTokens();
		});
		const parameters = { ...many.parameters, options: { concurrency: 1 } };
		const { outputs } = await executeNode(
			run({ ...many, parameters, onError: 'continueErrorOutput' }),
		);

		expect(outputs[0].map(({ json }) => json.text)).toEqual(texts.slice(0, 4));
		expect(outputs[1]).toHaveLength(8);
		// The first, and the one that was refused.
		expect(logins()).toBe(2);
		expect(outputs[1].at(-1)?.json.error).toContain('Secret key is not valid');
		expect(outputs[1][0].json.error).toContain('Secret key is not valid');
	});

	it('is asked once for all items when its key is wrong', async () => {
		application().api.private_key = 'another';
		const { outputs } = await executeNode(run({ ...many, onError: 'continueErrorOutput' }));

		const errors = outputs[1].map(({ json }) => String(json.error));
		expect(errors).toHaveLength(12);
		expect(errors.every((error) => error.includes('Secret key is not valid'))).toBe(true);
		expect(logins()).toBe(1);
	});

	it('names the address that Twake does not let in, although the login works', async () => {
		application().api.allowed_ips = '10.1.2.3';
		const error = await errorOf(run());

		expect(error.message).toBe(
			'Twake refuses requests of the application from this n8n (it says: This application is not allowed to access from this IP (127.0.0.1))',
		);
		expect(error.description).toContain('allowed IPs');
		expect(logins()).toBe(1);
	});

	it.each([
		['posting', createInSupport],
		['asking who it is', { resource: 'application', operation: 'get' }],
	])('says that it was deleted, when %s', async (_, parameters) => {
		const stored = storeCredential(run());
		await runNode({ ...run(), stored });
		twake.state.applications.delete(demoIds.application);
		const error = await errorOf({ ...run({ parameters }), stored });

		expect(error.message).toBe('Twake does not find the application of the credential');
		expect(error.description).toContain('It has probably been deleted in Twake');
	});

	it('says that it was deleted, at the next login', async () => {
		twake.state.applications.delete(demoIds.application);

		expect((await errorOf(run())).message).toBe(
			'Twake refused the login of the application (it says: Application not found)',
		);
	});
});

describe('a server without the login of applications', () => {
	it('is named as such, with the way out', async () => {
		const error = await errorOf(run({ credential: { baseUrl: `${twake.url}/somewhere` } }));

		expect(error.message).toBe('This server has no login for applications');
		expect(error.description).toContain('set API Generation to "Legacy"');
	});
});
