import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { demoWorld } from '../../sandbox/chatwoot';
import { serverError } from '../../sandbox/chatwoot/http/errors';
import { errorOf, executeNode, itemWithFile, runNode } from '../engine';
import { bodiesOf, byId, chatwootRun, demo, meddling, requestsOf, useChatwoot } from './chatwoot';
import type { ChatwootRun } from './chatwoot';
import { startSlowProxy } from './slow-proxy';

const chatwoot = useChatwoot();
const run = (given: ChatwootRun) => chatwootRun(chatwoot, given);
const path = '/api/v1/accounts/1/contacts';
const upsert = {
	resource: 'contact',
	operation: 'createOrUpdate',
	account: byId(demo.account),
	findBy: 'email',
};
const carla = { ...upsert, email: 'carla@customer.example' };
const person = (id: number) => chatwoot.state.contacts.get(id)!;
const count = () => chatwoot.state.contacts.all().length;
const patches = () =>
	chatwoot.requests.filter(({ method }) => method === 'PATCH').map(({ body }) => body);

describe('Contact > Create or Update', () => {
	it('creates a new contact with two calls', async () => {
		const parameters = { ...upsert, email: 'Mia@Maker.example', name: 'Mia' };
		const [output] = await runNode(run({ parameters }));

		expect(output).toMatchObject({ name: 'Mia', email: 'mia@maker.example', result: 'created' });
		expect(requestsOf(chatwoot)).toEqual([`POST ${path}/filter`, `POST ${path}`]);
	});

	it('changes a known contact with two calls, sends only what differs and reads attributes back', async () => {
		const additionalFields = { city: 'Rome', identifier: 'ignored here' };
		const parameters = {
			...carla,
			name: 'Carla Customer',
			phoneNumber: '+4930999999',
			identifier: 'shop-1001',
			additionalFields,
		};
		const [output] = await runNode(run({ parameters }));

		expect(output).toMatchObject({
			id: demo.carla,
			phone_number: '+4930999999',
			result: 'updated',
		});
		expect(patches()).toEqual([
			{ phone_number: '+4930999999', additional_attributes: { city: 'Rome' } },
		]);
		expect(requestsOf(chatwoot)).toEqual([
			`POST ${path}/filter`,
			`PATCH ${path}/1`,
			`GET ${path}/1`,
		]);
	});

	it('leaves a contact that has everything already as it is, with one call', async () => {
		person(1).additional_attributes = { social_profiles: { github: 'carla' }, city: 'Rome' };
		const additionalFields = {
			city: 'Rome',
			socialProfiles: { profile: [{ network: 'github', userName: 'carla' }] },
		};
		const [output] = await runNode(run({ parameters: { ...carla, additionalFields } }));

		expect(output).toMatchObject({ id: demo.carla, result: 'unchanged' });
		expect(requestsOf(chatwoot)).toEqual([`POST ${path}/filter`]);
	});

	it('keeps social profiles that are not named, although the server replaces them all', async () => {
		person(1).additional_attributes = { social_profiles: { github: 'carla' } };
		const socialProfiles = { profile: [{ network: 'twitter', userName: 'c' }] };
		await runNode(run({ parameters: { ...carla, additionalFields: { socialProfiles } } }));

		expect(person(1).additional_attributes.social_profiles).toEqual({
			github: 'carla',
			twitter: 'c',
		});
	});

	it('sends a picture from a web address only once', async () => {
		const avatarUrl = 'https://cdn.example/carla.png';
		const parameters = { ...carla, additionalFields: { avatarUrl } };
		const [first] = await runNode(run({ parameters }));
		const [second] = await runNode(run({ parameters }));
		expect([first.result, second.result]).toEqual(['updated', 'unchanged']);
	});

	it('gives a known contact the picture of a binary field', async () => {
		const png = Buffer.from(
			'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAAAAADhZOFXAAAADklEQVR4nGOohwIGyhgAd4QfwZb+1foAAAAASUVORK5CYII=',
			'base64',
		);
		const items = [itemWithFile({}, png, { fileName: 'me.png', mimeType: 'image/png' })];
		const additionalFields = { avatarBinaryField: 'data' };
		const parameters = { ...carla, name: 'Carla C.', additionalFields };
		const [output] = await runNode(run({ parameters, items }));

		expect(output).toMatchObject({ name: 'Carla C.', result: 'updated' });
		expect(person(1).avatar).toBeTruthy();
	});

	it('compares identifiers exactly, although the server ignores their letter case', async () => {
		const parameters = { ...upsert, findBy: 'identifier', identifier: 'SHOP-1001', name: 'New' };
		const [output] = await runNode(run({ parameters }));
		expect(output).toMatchObject({ identifier: 'SHOP-1001', result: 'created' });
		expect(person(1).name).toBe('Carla Customer');
	});

	it('does not mistake part of a value for the value', async () => {
		const parameters = { ...upsert, findBy: 'phoneNumber', phoneNumber: '+493012345' };
		const [output] = await runNode(run({ parameters }));
		expect(output.result).toBe('created');
		expect(count()).toBe(4);
	});

	it('takes what it matches by from each item', async () => {
		const items = [
			{ by: 'email', email: 'dan@davies.example', name: 'Daniel' },
			{ by: 'phoneNumber', phone: '+12025550123', name: 'Erin E.' },
			{ by: 'identifier', key: 'crm-9', name: 'Nina' },
		];
		const parameters = {
			...upsert,
			findBy: '={{ $json.by }}',
			email: '={{ $json.email }}',
			phoneNumber: '={{ $json.phone }}',
			identifier: '={{ $json.key }}',
			name: '={{ $json.name }}',
		};
		const output = await runNode(run({ parameters, items }));

		expect(output.map(({ result, name }) => [result, name])).toEqual([
			['updated', 'Daniel'],
			['updated', 'Erin E.'],
			['created', 'Nina'],
		]);
	});

	it.each([
		['an empty key', { email: ' ' }, '"Email" is empty, but the contact is to be found by it'],
		['another empty key', { findBy: 'identifier' }, '"Identifier" is empty'],
		['an address that is none', { email: 'carla' }, '"Email" is not an e-mail address'],
		[
			'a phone number in no form',
			{ phoneNumber: '030 123' },
			'"Phone Number" is not a phone number',
		],
		['a key that is not unique', { findBy: 'name' }, '"Find Contact By" is "name"'],
		['an unknown choice', { otherMatch: 'merge' }, '"If Two Contacts Match" is "merge"'],
	])('refuses %s before any request', async (_name, change, message) => {
		const error = await errorOf(run({ parameters: { ...carla, ...change } }));
		expect(error.message).toContain(message);
		expect(chatwoot.requests).toEqual([]);
	});

	it("shows the server's own refusal when nobody else has the values", async () => {
		const parameters = { ...upsert, email: 'x@y', name: 'n'.repeat(300) };
		const error = await errorOf(run({ parameters }));
		expect(error.message).toContain('Chatwoot does not accept the values');
	});

	it('puts a refused item on the error output and goes on', async () => {
		const items = [{ mail: 'dan@davies.example' }, { mail: 'new@x.example' }];
		const parameters = {
			...upsert,
			email: '={{ $json.mail }}',
			phoneNumber: '={{ $itemIndex === 0 ? "+4930123456" : "" }}',
		};
		const { outputs } = await executeNode(
			run({ parameters, items, onError: 'continueErrorOutput' }),
		);
		expect(outputs[0].map(({ json }) => json.result)).toEqual(['created']);
		expect(outputs[1][0].json.error).toContain('contact 1 (Carla Customer) already has');
	});
});

describe('Contact > Create or Update, when the values point to two contacts', () => {
	const two = { ...upsert, email: 'dan@davies.example', phoneNumber: '+4930123456' };

	it('refuses and names both', async () => {
		const error = await errorOf(run({ parameters: two }));

		expect(error.message).toBe(
			'The contact with the email dan@davies.example was not changed (contact 2 (Dan Davies)): contact 1 (Carla Customer) already has the phone number +4930123456',
		);
		expect(person(2).phone_number).toBeNull();
	});

	it('merges the other one into the one found, if wanted', async () => {
		person(demo.carla).labels = ['urgent'];
		const [output] = await runNode(run({ parameters: { ...two, otherMatch: 'same' } }));

		expect(output).toMatchObject({
			id: demo.dan,
			phone_number: '+4930123456',
			result: 'updated',
			merged: [demo.carla],
		});
		expect(chatwoot.state.contacts.get(demo.carla)).toBeUndefined();
		expect(person(demo.dan).labels).toEqual(['urgent']);
	});

	it('refuses to create a second contact next to the one with another value', async () => {
		const parameters = { ...carla, findBy: 'phoneNumber', phoneNumber: '+15550100' };
		const error = await errorOf(run({ parameters }));
		expect(error.message).toContain(
			'contact 1 (Carla Customer) already has the email carla@customer.example',
		);
		expect(count()).toBe(3);
	});

	it('takes the other contact if wanted and it has no such value yet', async () => {
		const same = { ...upsert, findBy: 'phoneNumber', otherMatch: 'same' };
		const dan = { ...same, email: 'dan@davies.example', phoneNumber: '+15550100' };
		const [output] = await runNode(run({ parameters: dan }));
		expect(output).toMatchObject({ id: demo.dan, phone_number: '+15550100', result: 'updated' });

		const other = { ...same, email: 'carla@customer.example', phoneNumber: '+15550111' };
		expect((await errorOf(run({ parameters: other }))).message).toContain('was not created');
		expect(person(1).phone_number).toBe('+4930123456');
	});
});

describe('Contact > Create or Update, at the same moment as others', () => {
	/** Another program creates the contact between our look-up and our create. */
	const overtaken = async (failure?: Error) => {
		const { contacts } = chatwoot.state;
		const insert = contacts.insert.bind(contacts);
		const others = () =>
			insert({ ...person(2), id: undefined, email: 'mia@maker.example', name: 'Other' });
		if (failure) {
			contacts.insert = () => {
				contacts.insert = insert;
				others();
				throw failure;
			};
		}
		const parameters = { ...upsert, email: 'mia@maker.example', name: 'Mia' };
		const overtake = (_nth: number, request: { path: string }) => {
			if (request.path === path && !failure) others();
		};
		return await meddling(chatwoot, overtake, async () => await runNode(run({ parameters })));
	};

	it.each([
		['refuses the second (422)', undefined],
		['breaks at the second (500)', serverError('duplicate key value')],
	])('changes the contact that was made just before, when the server %s', async (_how, failure) => {
		const [output] = await overtaken(failure);
		expect(output).toMatchObject({ name: 'Mia', result: 'updated' });
		expect(count()).toBe(4);
	});

	it('creates one contact from 20 items about one person, whichever key they use', async () => {
		const keys = ['email', 'phoneNumber'];
		const items = Array.from({ length: 20 }, (_, index) => ({ by: keys[index % 2] }));
		const parameters = {
			...upsert,
			findBy: '={{ $json.by }}',
			email: 'mia@maker.example',
			phoneNumber: '+15550100',
			additionalFields: { customAttributes: '={{ { ["k" + $itemIndex]: $itemIndex } }}' },
			options: { concurrency: 20 },
		};
		const output = await runNode(run({ parameters, items }));

		expect(count()).toBe(4);
		expect(output.filter(({ result }) => result === 'created')).toHaveLength(1);
		// Parallel changes of one contact would lose each other's attributes.
		expect(Object.keys(person(Number(output[0].id)).custom_attributes)).toHaveLength(20);
	});

	it('never creates two contacts for one person, however items and workflows interleave', async () => {
		const item = fc.record({
			who: fc.integer({ min: 0, max: 3 }),
			by: fc.constantFrom('email', 'phoneNumber', 'identifier'),
		});
		const items = fc.array(item, { minLength: 1, maxLength: 20 });
		const runs = fc.array(items, { minLength: 1, maxLength: 3 });
		const pauses = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 12 });
		const most = fc.integer({ min: 1, max: 20 });
		await fc.assert(
			fc.asyncProperty(runs, most, pauses, async (lists, concurrency, delays) => {
				chatwoot.seed(demoWorld);
				const proxy = await startSlowProxy(chatwoot.url);
				proxy.delays = delays;
				const credential = { baseUrl: proxy.url };
				const parameters = {
					...upsert,
					findBy: '={{ $json.by }}',
					email: '=p{{ $json.who }}@x.example',
					phoneNumber: '=+1555010{{ $json.who }}',
					identifier: '=crm-{{ $json.who }}',
					options: { concurrency },
				};
				const outputs = await Promise.all(
					lists.map(async (items) => await runNode(run({ parameters, items, credential }))),
				);
				proxy.close();
				const people = new Set(lists.flat().map(({ who }) => who));
				expect(count()).toBe(3 + people.size);
				const ids = new Map<unknown, unknown>();
				outputs.flat().forEach(({ id, email }: IDataObject) => {
					expect(ids.get(email) ?? id).toBe(id);
					ids.set(email, id);
				});
			}),
			{ numRuns: 15 },
		);
	});
});

describe('custom attributes of a contact', () => {
	const typed = (value: INodeParameters) => ({
		...carla,
		contactAttributes: { mappingMode: 'defineBelow', value },
	});

	it('come from the fields of the definitions, with the types that these want', async () => {
		const parameters = typed({ plan: 'pro', customer_since: '2024-05-06T00:00:00.000+02:00' });
		const [output] = await runNode(run({ parameters }));
		expect(output.custom_attributes).toEqual({ plan: 'pro', customer_since: '2024-05-06' });
	});

	it('are left as they are where a field is empty', async () => {
		const [output] = await runNode(run({ parameters: typed({ plan: null, customer_since: '' }) }));
		expect(output).toMatchObject({ result: 'unchanged', custom_attributes: { plan: 'premium' } });
	});

	it('are refused where they would break every filter by that attribute', async () => {
		const customAttributes = '{"customer_since": "last year", "free": [1]}';
		const parameters = { ...carla, additionalFields: { customAttributes } };
		const error = await errorOf(run({ parameters }));
		expect(error.message).toBe(
			'"Additional Fields > Custom Attributes (JSON)" has "last year" for "customer_since": Customer since should be a date such as 2030-01-31',
		);
		expect(patches()).toEqual([]);
		expect(bodiesOf(chatwoot, path)).toEqual([]);
	});

	it('that nobody defined are taken as they are', async () => {
		const customAttributes = '{"free": {"a": [1, 2]}}';
		const parameters = { ...carla, additionalFields: { customAttributes } };
		const [output] = await runNode(run({ parameters }));
		expect(output.custom_attributes).toEqual({ plan: 'premium', free: { a: [1, 2] } });
	});
});
