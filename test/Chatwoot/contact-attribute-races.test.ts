import { setTimeout as sleep } from 'node:timers/promises';
import type { INodeParameters } from 'n8n-workflow';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { executeNode, runNode } from '../engine';
import { byId, chatwootRun, demo, meddling, requestsOf } from './chatwoot';
import { useSlowChatwoot } from './slow-proxy';
import type { SlowProxy } from './slow-proxy';

let chatwoot: ChatwootSandbox;
let proxy: SlowProxy;

useSlowChatwoot((started, between) => {
	chatwoot = started;
	proxy = between;
});

const carla = () => chatwoot.state.contacts.get(demo.carla)!;
const contact = { resource: 'contact', account: byId(demo.account) };
const on = (operation: string, rest: INodeParameters): INodeParameters => ({
	...contact,
	operation,
	...rest,
});
const update = (customAttributes: object, rest: INodeParameters = {}) =>
	on('update', {
		contact: byId(demo.carla),
		updateFields: { customAttributes: JSON.stringify(customAttributes), ...rest },
	});

/** As on the real server: a change starts from what was read when the request arrived. */
function readBeforeWriting(): void {
	proxy.before = async ({ method, path }) => {
		if (method !== 'PATCH' && !path.endsWith('/destroy_custom_attributes')) return;
		const { custom_attributes, additional_attributes } = structuredClone(carla());
		await sleep(40);
		Object.assign(carla(), { custom_attributes, additional_attributes });
	};
}

const atOnce = async (all: INodeParameters[]) =>
	await Promise.all(
		all.map(async (parameters) => {
			const credential = { baseUrl: proxy.url };
			return await runNode(chatwootRun(chatwoot, { parameters, credential }));
		}),
	);

describe('attributes of one contact, changed in several executions at once', () => {
	it.each([
		['Update', [update({ k1: 1 }), update({ k2: 2 }), update({ k3: 3 })]],
		[
			'Create or Update',
			['k1', 'k2', 'k3'].map((key, index) =>
				on('createOrUpdate', {
					findBy: index === 0 ? 'email' : 'identifier',
					email: index === 0 ? 'carla@customer.example' : '',
					identifier: index === 0 ? '' : 'SHOP-1001',
					additionalFields: { customAttributes: JSON.stringify({ [key]: index + 1 }) },
				}),
			),
		],
	])('are all kept, with one request for each: %s', async (_name, all) => {
		carla().identifier = 'SHOP-1001';
		carla().custom_attributes = { plan: 'premium' };
		readBeforeWriting();
		await atOnce(all);

		expect(carla().custom_attributes).toEqual({ plan: 'premium', k1: 1, k2: 2, k3: 3 });
		const patches = requestsOf(chatwoot).filter((each) => each.startsWith('PATCH'));
		expect(patches).toHaveLength(3);
	});

	it('are removed without affecting others', async () => {
		carla().custom_attributes = { a: 1, b: 2, c: 3 };
		readBeforeWriting();
		const away = (attributeKeys: string) =>
			on('deleteCustomAttributes', { contact: byId(demo.carla), attributeKeys });
		await atOnce([away('a'), update({ d: 4 }), away('b')]);

		expect(carla().custom_attributes).toEqual({ c: 3, d: 4 });
	});

	it('keep the social profiles that each of them brings', async () => {
		carla().additional_attributes = { social_profiles: { github: 'carla' } };
		readBeforeWriting();
		const profile = (network: string) =>
			on('update', {
				contact: byId(demo.carla),
				updateFields: { socialProfiles: { profile: [{ network, userName: 'c' }] } },
			});
		await atOnce(['twitter', 'linkedin', 'tiktok'].map(profile));

		expect(carla().additional_attributes.social_profiles).toEqual({
			github: 'carla',
			twitter: 'c',
			linkedin: 'c',
			tiktok: 'c',
		});
	});
});

describe('another program that writes attributes of the same contact', () => {
	/** What it leaves behind after each of our first changes. */
	const undoing = async (times: number, parameters: INodeParameters) => {
		carla().custom_attributes = { plan: 'premium' };
		let left = times;
		const disturb = (_nth: number, { method, path }: { method: string; path: string }) => {
			if (method !== 'GET' || !path.endsWith('/contacts/1') || left-- <= 0) return;
			carla().custom_attributes = { plan: 'premium', other: 1 };
		};
		return await meddling(chatwoot, disturb, async () => {
			return await executeNode(chatwootRun(chatwoot, { parameters }));
		});
	};

	it('cannot undo a change without it being sent again, and without the name beside it', async () => {
		const { json, error } = await undoing(2, update({ seats: 5 }, { name: 'Carla C.' }));

		expect(error).toBeUndefined();
		const all = { plan: 'premium', other: 1, seats: 5 };
		expect(json).toMatchObject([{ name: 'Carla C.', custom_attributes: all }]);
		expect(carla().custom_attributes).toEqual(all);
		const bodies = chatwoot.requests.filter(({ method }) => method === 'PATCH');
		expect(bodies.map(({ body }) => body)).toEqual([
			{ name: 'Carla C.', custom_attributes: { seats: 5 } },
			{ custom_attributes: { seats: 5 } },
			{ custom_attributes: { seats: 5 } },
		]);
	});

	it('cannot bring back what was removed', async () => {
		const away = on('deleteCustomAttributes', {
			contact: byId(demo.carla),
			attributeKeys: 'plan, unknown',
		});
		carla().custom_attributes = { plan: 'premium' };
		let left = 2;
		const bringBack = (_nth: number, { path }: { path: string }) => {
			if (!path.endsWith('/destroy_custom_attributes')) return;
			after = left-- > 0;
		};
		let after = false;
		const { json, error } = await meddling(
			chatwoot,
			(nth, request) => {
				if (after) carla().custom_attributes = { plan: 'premium', other: 1 };
				after = false;
				bringBack(nth, request);
			},
			async () => await executeNode(chatwootRun(chatwoot, { parameters: away })),
		);

		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ custom_attributes: { other: 1 } }]);
		expect(carla().custom_attributes).toEqual({ other: 1 });
	});

	it('is reported if it never stops', async () => {
		const { error } = await undoing(99, update({ seats: 5 }));

		expect(error?.message).toContain(
			'The attributes of contact 1 could not be changed: someone else keeps changing them',
		);
		expect(error?.description).toContain('{"plan":"premium","other":1}');
	});

	it('does not make a change without attributes read anything', async () => {
		await runNode(
			chatwootRun(chatwoot, {
				parameters: on('update', { contact: byId(demo.carla), updateFields: { name: 'C' } }),
			}),
		);
		expect(requestsOf(chatwoot)).toEqual(['PATCH /api/v1/accounts/1/contacts/1']);
	});
});

describe('one address, given to several people in executions at once', () => {
	const address = 'grace@customer.example';
	const create = on('create', { email: address });
	const give = (person: number, rest: object = {}) =>
		on('update', { contact: byId(person), updateFields: { email: address, ...rest } });

	it.each([
		['Create', [1, 2, 3].map(() => create)],
		['Update', [demo.carla, demo.dan, demo.erin].map((person) => give(person))],
		['both', [create, give(demo.dan), give(demo.erin, { customAttributes: '{"a": 1}' })]],
	])(
		'is written by one after the other, and the others are told who has it: %s',
		async (_, all) => {
			let current = 0;
			let most = 0;
			proxy.before = async ({ method }) => {
				if (method === 'GET') return;
				most = Math.max(most, ++current);
				await sleep(40);
				current--;
			};
			const runs = await Promise.all(
				all.map(async (parameters) => {
					const credential = { baseUrl: proxy.url };
					return await executeNode(chatwootRun(chatwoot, { parameters, credential }));
				}),
			);

			// Two at once crash the real server: no error would say whose address it is.
			expect(most).toBe(1);
			const failed = runs.flatMap(({ error }) => error?.message ?? []);
			expect(failed).toHaveLength(2);
			for (const message of failed) expect(message).toContain(`already has the email ${address}`);
		},
	);
});
