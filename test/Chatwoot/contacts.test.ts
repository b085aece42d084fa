import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import { demoWorld } from '../../sandbox/chatwoot';
import type { Upload } from '../../sandbox/chatwoot';
import { errorOf, executeNode, itemWithFile, runNode } from '../engine';
import {
	bodiesOf,
	byId,
	byUrl,
	chatwootRun,
	demo,
	doInAccount,
	hintsOf,
	meddling,
	requestsOf,
	useChatwoot,
} from './chatwoot';
import type { ChatwootRun } from './chatwoot';

const chatwoot = useChatwoot();
const run = (given: ChatwootRun) => chatwootRun(chatwoot, given);
const path = '/api/v1/accounts/1/contacts';
const on = (operation: string, rest: INodeParameters = {}): INodeParameters => ({
	resource: 'contact',
	operation,
	account: byId(demo.account),
	...rest,
});
const carla = byId(demo.carla);
const agent = { accessToken: 'AGENT_TOKEN' };
const person = (id: number) => chatwoot.state.contacts.get(id)!;
const pathsOf = () => chatwoot.requests.map(({ path }) => path.replace(/\?.*/, ''));

/** Further contacts p1, p2, ... with an e-mail address. */
const fill = (count: number, from = 1) => {
	for (let index = from; index < from + count; index++) {
		const name = `p${String(index).padStart(3, '0')}`;
		chatwoot.state.contacts.insert({
			...person(demo.dan),
			id: undefined,
			name,
			email: `${name}@x.example`,
			created_at: Date.now() + index,
		});
	}
};

describe('Contact > Get', () => {
	it('gives a contact with its sessions', async () => {
		const [output] = await runNode(run({ parameters: on('get', { contact: carla }) }));
		expect(output).toMatchObject({
			id: 1,
			name: 'Carla Customer',
			created_at: expect.stringMatching(/^\d{4}-/),
			sessions: [{ source_id: 'carla-on-the-bridge', inbox: { id: demo.api } }],
		});
	});

	it('returns it unchanged, by a pasted address from each item', async () => {
		const contact = byUrl(`=${chatwoot.url}/app/accounts/1/contacts/{{ $json.id }}?page=2`);
		const parameters = { ...on('get', { contact, simplify: false }), account: byId('') };
		const output = await runNode(run({ parameters, items: [{ id: 2 }, { id: 1 }] }));
		expect(output.map(({ id }) => id)).toEqual([2, 1]);
		expect(output[0]).toHaveProperty('availability_status');
	});

	it.each([
		['no contact', '', '"Contact" is empty'],
		['what the server would cut to an ID', '={{ "1abc" }}', '"Contact" is not an ID: "1abc"'],
	])('refuses %s before any request', async (_name, id, message) => {
		const error = await errorOf(run({ parameters: on('get', { contact: byId(id) }) }));
		expect(error.message).toContain(message);
		expect(chatwoot.requests).toEqual([]);
	});

	it('names the missing contact on the error output', async () => {
		const parameters = on('get', { contact: byId('={{ $json.id }}') });
		const items = [{ id: 77 }, { id: 2 }];
		const { outputs } = await executeNode(
			run({ parameters, items, onError: 'continueErrorOutput' }),
		);
		expect(outputs[0].map(({ json }) => json.id)).toEqual([2]);
		expect(outputs[1][0].json.error).toBe('Chatwoot did not find contact 77, account 1');
	});
});

describe('Contact > Find', () => {
	const find = (rest: INodeParameters) => on('find', rest);
	const session = { findBy: 'session', inbox: byId(demo.api) };

	it.each<[string, INodeParameters]>([
		['e-mail address', { findBy: 'email', email: ' CARLA@customer.example ' }],
		['phone number', { findBy: 'phoneNumber', phoneNumber: '+4930123456' }],
		['identifier', { findBy: 'identifier', identifier: 'shop-1001' }],
		['session', { ...session, sourceId: 'carla-on-the-bridge' }],
	])('finds by exactly this %s, with one call', async (_name, rest) => {
		const [output] = await runNode(run({ parameters: find(rest) }));
		expect(output).toMatchObject({ id: 1, name: 'Carla Customer' });
		expect(chatwoot.requests).toHaveLength(1);
	});

	it.each<[string, INodeParameters, string]>([
		['a part of an address', { findBy: 'email', email: 'a@customer.example' }, 'the email a@'],
		[
			'another letter case',
			{ findBy: 'identifier', identifier: 'SHOP-1001' },
			'the identifier SHOP',
		],
		[
			'a part of a number',
			{ findBy: 'phoneNumber', phoneNumber: '+493012345' },
			'the phone number +',
		],
		['another session', { ...session, sourceId: 'Carla' }, 'the source ID Carla in inbox 1'],
	])('does not find by %s', async (_name, rest, meant) => {
		const error = await errorOf(run({ parameters: find(rest) }));
		expect(error.message).toContain(`finds no contact with ${meant}`);
	});

	it('outputs no item for nobody, if wanted', async () => {
		const parameters = find({ email: '={{ $json.mail }}', ifMissing: 'nothing' });
		const items = [{ mail: 'nobody@x.example' }, { mail: 'dan@davies.example' }];
		const output = await runNode(run({ parameters, items }));
		expect(output.map(({ id }) => id)).toEqual([demo.dan]);
	});

	it('outputs an item that says so for nobody, if wanted', async () => {
		const parameters = find({ email: '={{ $json.mail }}', ifMissing: 'emptyItem' });
		const items = [{ mail: 'nobody@x.example' }, { mail: 'dan@davies.example' }];
		const output = await runNode(run({ parameters, items }));
		expect(output).toEqual([
			{ found: false },
			expect.objectContaining({ found: true, id: demo.dan, email: 'dan@davies.example' }),
		]);
	});

	it('tells an unknown inbox from an unknown session', async () => {
		const parameters = find({ ...session, inbox: byId(9), sourceId: 'x', ifMissing: 'nothing' });
		expect((await errorOf(run({ parameters }))).message).toContain('did not find inbox 9');
	});

	it.each<[INodeParameters, string]>([
		[{ email: '' }, '"Email" is empty'],
		[{ email: 'carla' }, 'is not an e-mail address'],
		[{ findBy: 'phoneNumber', phoneNumber: '030' }, 'is not a phone number'],
		[{ ...session }, '"Source ID" is empty'],
		[{ findBy: 'name' }, '"Find Contact By" is "name"'],
	])('refuses %j before any request', async (rest, message) => {
		expect((await errorOf(run({ parameters: find(rest) }))).message).toContain(message);
		expect(chatwoot.requests).toEqual([]);
	});
});

describe('Contact > Get Many', () => {
	const names = async (rest: INodeParameters = {}) =>
		(await runNode(run({ parameters: on('getMany', rest) }))).map(({ name }) => name);

	it('returns all contacts in order of creation, and explains who is hidden', async () => {
		fill(40);
		person(demo.erin).phone_number = null;
		const parameters = on('getMany', { returnAll: true });
		const result = await executeNode(run({ parameters }));
		expect(result.json).toHaveLength(42);
		expect(result.json[41]).toMatchObject({ name: 'p040', url: expect.any(String) });
		expect(result.json[0]).not.toHaveProperty('thumbnail');
		expect(hintsOf(result).join()).toContain('without e-mail address, phone number and identifier');
	});

	it('reads no more pages than the limit requires', async () => {
		fill(40);
		expect(await names({ limit: 15 })).toHaveLength(15);
		expect(chatwoot.requests).toHaveLength(1);
		expect(await names({ limit: 16, sortBy: 'name', descending: true })).toContain('p040');
		expect(chatwoot.requests[1].path).toContain('sort=-name%2Ccreated_at');
	});

	it('returns those with any of the labels', async () => {
		person(1).labels = ['vip'];
		person(2).labels = ['bug', 'x'];
		const found = ['Carla Customer', 'Dan Davies'];
		expect(await names({ labels: ['VIP', 'bug'] })).toEqual(found);
		expect(await names({ labels: '={{ "VIP, bug" }}' })).toEqual(found);
	});

	it('says which label is not defined when it finds nobody', async () => {
		const parameters = on('getMany', { labels: ['urgent', 'urgnet'] });
		const result = await executeNode(run({ parameters }));
		expect(result.json).toEqual([]);
		expect(hintsOf(result)).toContain('Nothing was found: the account does not define "urgnet"');
	});

	it('returns search results, taking % and _ literally', async () => {
		person(demo.erin).name = '50% off';
		expect(await names({ listBy: 'search', search: ' DAVIES' })).toEqual(['Dan Davies']);
		expect(await names({ listBy: 'search', search: '%' })).toEqual(['50% off']);
	});

	it('says how a phone number is written that a search does not find', async () => {
		person(demo.erin).phone_number = '+491721234567';
		const search = async (text: string) =>
			await executeNode(run({ parameters: on('getMany', { listBy: 'search', search: text }) }));
		const { json, ...rest } = await search('172 123-45');
		expect(json).toEqual([]);
		expect(hintsOf({ json, ...rest })).toEqual([
			'Nothing was found: of a phone number Chatwoot knows the digits only, as 17212345',
		]);
		expect((await search('17212345')).json).toMatchObject([{ name: 'Erin Example' }]);
		expect(hintsOf(await search('99'))).toEqual([]);
	});

	it('returns those that meet conditions', async () => {
		const row = [
			{ attribute: 'email', operator: 'contains', value: 'customer' },
			{ attribute: 'custom', key: 'plan', operator: 'equal_to', value: ['basic', 'Premium'] },
		];
		const rows = { listBy: 'filter', conditions: { row } };
		expect(await names(rows)).toEqual(['Carla Customer']);
		expect(await names({ ...rows, combine: 'OR' })).toEqual(['Carla Customer']);
		const other = { attribute: 'name', operator: 'equal_to', value: 'Dan Davies' };
		const either = { listBy: 'filter', combine: 'OR', conditions: { row: [...row, other] } };
		expect(await names(either)).toEqual(['Carla Customer', 'Dan Davies']);
	});

	it.each<[string, INodeParameters, number]>([
		['labels', { attribute: 'labels', operator: 'equal_to', value: ['urgent', 'vip'] }, 1],
		['no labels', { attribute: 'labels', operator: 'is_not_present' }, 2],
		['yes or no', { attribute: 'blocked', value: ['false'] }, 3],
		[
			'a date, by the operator that is shown first',
			{ attribute: 'created_at', value: '2001-01-01' },
			3,
		],
		['days', { attribute: 'created_at', operator: 'days_before', value: 1 }, 0],
		['a number', { attribute: 'phone_number', value: '+49 (0)172 123-4567' }, 1],
		['part of one', { attribute: 'phone_number', operator: 'contains', value: '172 123' }, 1],
	])('filters by %s', async (_name, row, count) => {
		person(1).labels = ['vip'];
		person(1).phone_number = '+491721234567';
		expect(await names({ listBy: 'filter', conditions: { row: [row] } })).toHaveLength(count);
	});

	it('returns those that match a filter of the API', async () => {
		const conditionsJson = JSON.stringify({
			payload: [
				{
					attribute_key: 'name',
					filter_operator: 'equal_to',
					values: 'Dan Davies',
					query_operator: 'or',
				},
				{
					attribute_key: 'blocked',
					filter_operator: 'equal_to',
					values: [true],
					query_operator: null,
				},
			],
		});
		person(demo.erin).blocked = true;
		const rest = { listBy: 'filter', conditionsMode: 'json', conditionsJson };
		expect(await names(rest)).toEqual(['Dan Davies', 'Erin Example']);
	});

	it.each<[string, INodeParameters, string]>([
		['no rows', { conditions: {} }, '"Conditions" has no rows'],
		[
			'an empty list',
			{ conditionsMode: 'json', conditionsJson: '[]' },
			'"Conditions (JSON)" has no rows',
		],
		['text', { conditionsMode: 'json', conditionsJson: '"x"' }, 'should be a JSON list of rows'],
		['a row that is none', { conditionsMode: 'json', conditionsJson: '[1]' }, 'row 1 is not one'],
		[
			'another joint',
			{ conditionsMode: 'json', conditionsJson: '[{"query_operator": "XOR"}]' },
			'the query_operator "XOR" in row 1',
		],
		[
			'a custom attribute without key',
			{ conditions: { row: [{ attribute: 'custom', operator: 'equal_to' }] } },
			'"Conditions > Condition 1 > Attribute Name or ID" is empty',
		],
		[
			'what the server cannot do',
			{ conditions: { row: [{ attribute: 'email', operator: 'is_present' }] } },
			'"Conditions > Condition 1" cannot be filtered by "is_present"',
		],
	])('refuses a filter of %s before any request', async (_name, rest, message) => {
		const error = await errorOf(run({ parameters: on('getMany', { listBy: 'filter', ...rest }) }));
		expect(error.message).toContain(message);
		expect(chatwoot.requests).toEqual([]);
	});

	it.each<[INodeParameters, string]>([
		[{ listBy: 'search', search: ' ' }, '"Search Text" is empty'],
		[{ sortBy: 'shoe_size' }, '"Sort By" is "shoe_size"'],
		[{ limit: 0 }, '"Limit" should be a whole number'],
	])('refuses %j', async (rest, message) => {
		expect((await errorOf(run({ parameters: on('getMany', rest) }))).message).toContain(message);
	});

	it('says why the server fails on a value that somebody stored wrongly', async () => {
		person(demo.dan).custom_attributes = { customer_since: 'last year' };
		const row = [{ attribute: 'custom', key: 'customer_since', operator: 'is_present' }];
		const error = await errorOf(
			run({ parameters: on('getMany', { listBy: 'filter', conditions: { row } }) }),
		);
		expect(error.description).toContain('a value of a wrong type in a custom attribute');
	});

	it('neither loses nor duplicates contacts while others come and go', async () => {
		const change = fc.record({
			before: fc.integer({ min: 1, max: 8 }),
			kind: fc.constantFrom('insert', 'insertFirst', 'delete'),
			which: fc.nat(39),
		});
		const sort = fc.constantFrom(
			{ sortBy: 'created_at' },
			{ sortBy: 'name' },
			{ sortBy: 'name', descending: true },
		);
		await fc.assert(
			fc.asyncProperty(fc.array(change, { maxLength: 6 }), sort, async (changes, order) => {
				chatwoot.seed(demoWorld);
				fill(40);
				const stable = new Set(chatwoot.state.contacts.all().map(({ id }) => id));
				const meddle = (seen: number) => {
					for (const { before, kind, which } of changes) {
						if (before !== seen) continue;
						if (kind === 'delete') {
							chatwoot.state.contacts.remove(which + 4);
							stable.delete(which + 4);
						} else fill(1, kind === 'insert' ? 500 + seen * 50 + which : -seen * 50 - which);
					}
				};
				const parameters = on('getMany', { returnAll: true, ...order });
				const output = await meddling(
					chatwoot,
					meddle,
					async () => await runNode(run({ parameters })),
				);
				const ids = output.map(({ id }) => Number(id));
				expect(new Set(ids).size).toBe(ids.length);
				expect([...stable].filter((id) => !ids.includes(id))).toEqual([]);
			}),
			{ numRuns: 25 },
		);
	});
});

describe('Contact > Update', () => {
	const update = (updateFields: INodeParameters, contact: INodeParameters[string] = carla) =>
		on('update', { contact, updateFields });

	it('changes the given fields and keeps the rest', async () => {
		const updateFields = {
			name: 'Carla C.',
			city: 'Rome',
			blocked: false,
			customAttributes: '{"seats": 5}',
		};
		const parameters = {
			...update(updateFields),
			contactAttributes: { mappingMode: 'defineBelow', value: { customer_since: '2024-05-06' } },
		};
		const [output] = await runNode(run({ parameters }));
		expect(output).toMatchObject({
			name: 'Carla C.',
			email: 'carla@customer.example',
			custom_attributes: { plan: 'premium', seats: 5, customer_since: '2024-05-06' },
			additional_attributes: { city: 'Rome' },
		});
	});

	it('keeps social profiles that are not named, although the server replaces them all', async () => {
		person(1).additional_attributes = { social_profiles: { github: 'carla', twitter: 'c' } };
		const profile = [
			{ network: 'twitter', userName: '={{ $json.name }}' },
			{ network: 'linkedin', userName: 'carla-c' },
		];
		const parameters = update({ socialProfiles: { profile } });
		await runNode(run({ parameters, items: [{ name: '' }] }));
		expect(person(1).additional_attributes.social_profiles).toEqual({
			github: 'carla',
			twitter: '',
			linkedin: 'carla-c',
		});
	});

	it.each([
		[
			'a name that is no text',
			[{ network: 'github', userName: '={{ {a: 1} }}' }],
			'should be text',
		],
		[
			'one network twice',
			[
				{ network: 'github', userName: 'a' },
				{ network: 'github', userName: 'b' },
			],
			'"Update Fields > Social Profiles > Profile" names github twice',
		],
	])('refuses social profiles with %s', async (_name, profile, message) => {
		const error = await errorOf(run({ parameters: update({ socialProfiles: { profile } }) }));
		expect(error.message).toContain(message);
		expect(chatwoot.requests).toEqual([]);
	});

	it('empties fields', async () => {
		const parameters = update({ clear: ['email', 'identifier', 'phoneNumber'] });
		await runNode(run({ parameters }));
		expect(person(1)).toMatchObject({ email: null, identifier: null, phone_number: null });
	});

	it('takes every value from the item', async () => {
		const items = [
			{ id: 1, name: 'A' },
			{ id: 2, name: 'B' },
		];
		const parameters = update({ name: '={{ $json.name }}' }, byId('={{ $json.id }}'));
		await runNode(run({ parameters, items }));
		expect([person(1).name, person(2).name]).toEqual(['A', 'B']);
	});

	it('keeps the company that is given together with a first address', async () => {
		chatwoot.state.companies.insert({ account_id: 1, domain: 'maker.example', name: 'Maker' });
		Object.assign(person(demo.erin), { email: null });
		const parameters = update({ email: 'erin@maker.example', companyName: 'Own' }, byId(demo.erin));
		const [output] = await runNode(run({ parameters }));
		expect(output.additional_attributes).toMatchObject({ company_name: 'Own' });
		expect(person(demo.erin).additional_attributes.company_name).toBe('Own');
	});

	it('says who already has a value', async () => {
		const error = await errorOf(run({ parameters: update({ email: 'dan@davies.example' }) }));
		expect(error.message).toBe(
			'Contact 1 was not changed: contact 2 (Dan Davies) already has the email dan@davies.example',
		);
	});

	it('explains why a contact with a duplicate number cannot be changed', async () => {
		person(demo.dan).phone_number = '+4930123456';
		const error = await errorOf(run({ parameters: update({ name: 'Carla' }) }));
		expect(error.message).toContain('contact 2 (Dan Davies) already has the phone number +4930');
		expect(error.description).toContain('merge the two');
	});

	it.each<[string, INodeParameters, string]>([
		['nothing', {}, '"Update Fields" is empty'],
		['empty values', { name: '', email: ' ' }, '"Update Fields" is empty'],
		['a field to set and to empty', { name: 'x', clear: ['name'] }, 'is given a value as well'],
		['an unknown field to empty', { clear: ['city'] }, 'holds "city"'],
		['an address that is none', { email: 'x' }, '"Update Fields > Email" is not an e-mail'],
		['a picture that is none', { avatarUrl: 'x' }, '"Update Fields > Avatar URL" is not a web'],
	])('refuses %s before any request', async (_name, updateFields, message) => {
		const error = await errorOf(run({ parameters: update(updateFields) }));
		expect(error.message).toContain(message);
		expect(chatwoot.requests).toEqual([]);
	});
});

describe('Contact > Delete, Delete Avatar, Delete Custom Attributes', () => {
	it('delete a contact', async () => {
		const [output] = await runNode(run({ parameters: on('delete', { contact: carla }) }));
		expect(output).toEqual({ deleted: true, id: 1 });
		expect(chatwoot.state.contacts.get(1)).toBeUndefined();
	});

	it('tell an agent that an administrator is needed', async () => {
		const parameters = on('delete', { contact: carla });
		const error = await errorOf(run({ parameters, credential: agent }));
		expect(error.description).toContain('Administrator');
		expect(chatwoot.state.contacts.get(1)).toBeDefined();
	});

	it('delete the picture of a contact', async () => {
		person(1).avatar = 1;
		const [output] = await runNode(run({ parameters: on('deleteAvatar', { contact: carla }) }));
		expect(output).toEqual({ deleted: true, id: 1 });
		expect(person(1).avatar).toBeNull();
	});

	it('delete some custom attributes and keep the others', async () => {
		person(1).custom_attributes = { plan: 'pro', seats: 5, beta: true };
		const parameters = on('deleteCustomAttributes', {
			contact: carla,
			attributeKeys: 'plan, beta, nope',
		});
		const [output] = await runNode(run({ parameters }));
		expect(output.custom_attributes).toEqual({ seats: 5 });
	});

	it('refuse to delete no attributes', async () => {
		const parameters = on('deleteCustomAttributes', { contact: carla, attributeKeys: ' , ' });
		expect((await errorOf(run({ parameters }))).message).toContain('"Attribute Keys" is empty');
	});
});

describe('Contact > Merge', () => {
	const merge = (rest: INodeParameters = {}) =>
		on('merge', { contact: carla, mergedContact: byId(demo.dan), ...rest });

	it('moves everything to the contact that stays, labels too, and says who is gone', async () => {
		person(1).labels = ['vip'];
		person(2).labels = ['bug'];
		person(2).blocked = true;
		const result = await executeNode(run({ parameters: merge() }));
		expect(result.json[0]).toMatchObject({ id: 1, email: 'carla@customer.example', merged_id: 2 });
		expect(person(1).labels).toEqual(['vip', 'bug']);
		expect(chatwoot.state.contacts.get(2)).toBeUndefined();
		expect(hintsOf(result)).toEqual(['A merged contact was blocked; the one that stays is not']);
	});

	it('leaves the labels of the other one behind when that is wanted', async () => {
		person(2).labels = ['bug'];
		await runNode(run({ parameters: merge({ keepLabels: false }) }));
		expect(person(1).labels).toEqual([]);
	});

	it('refuses to merge a contact with itself', async () => {
		const error = await errorOf(run({ parameters: merge({ mergedContact: byId(1) }) }));
		expect(error.message).toBe('"Contact to Merge" is the contact that stays: 1');
		expect(chatwoot.requests).toEqual([]);
	});

	it('names the contact that does not exist and changes nothing', async () => {
		const error = await errorOf(run({ parameters: merge({ mergedContact: byId(99) }) }));
		expect(error.message).toContain('did not find contact 99');
		expect(bodiesOf(chatwoot, '/api/v1/accounts/1/actions/contact_merge')).toEqual([]);
	});
});

describe('Contact > Get Conversations, Get Inboxes It Can Be Reached In, Create Session', () => {
	describe('of a contact with more conversations than the server lists', () => {
		const get = async (more: object) => {
			const body = { inbox_id: 1, contact_id: 2, source_id: 'dan' };
			for (let index = 0; index < 30; index++) {
				await doInAccount(chatwoot, 'POST', 'conversations', body);
			}
			chatwoot.requests.length = 0;
			return await runNode(
				run({ parameters: on('getConversations', { contact: byId(2), ...more }) }),
			);
		};

		it('gets all, each once, the newest first', async () => {
			const output = await get({ returnAll: true });
			expect(new Set(output.map(({ id }) => id)).size).toBe(30);
			expect(output).toHaveLength(30);
		});

		it('gets a few with one request', async () => {
			expect(await get({ limit: 20 })).toHaveLength(20);
			expect(chatwoot.requests).toHaveLength(1);
		});
	});

	it('get the conversations of a contact', async () => {
		const [output] = await runNode(run({ parameters: on('getConversations', { contact: carla }) }));
		expect(output).toMatchObject({ id: 1, status: 'open', contact: { id: 1 } });
		expect(
			await runNode(run({ parameters: on('getConversations', { contact: byId(2) }) })),
		).toEqual([]);
	});

	it('get the inboxes with the source ID to use', async () => {
		const [output] = await runNode(run({ parameters: on('getInboxes', { contact: carla }) }));
		expect(output).toEqual({
			contact_id: 1,
			source_id: 'carla-on-the-bridge',
			inbox: { id: 1, name: 'Website Bridge', channel_type: 'Channel::Api' },
		});
	});

	const session = (contact: number, rest: INodeParameters = {}) =>
		on('createSession', { contact: byId(contact), inbox: byId(demo.api), ...rest });

	it('make a session, and give the existing one the next time', async () => {
		const [first] = await runNode(run({ parameters: session(demo.dan) }));
		const [again] = await runNode(run({ parameters: session(demo.dan) }));
		const [other] = await runNode(run({ parameters: session(demo.dan, { alwaysNew: true }) }));
		expect([first.result, again.result, other.result]).toEqual(['created', 'unchanged', 'created']);
		expect(again.source_id).toBe(first.source_id);
		expect(other.source_id).not.toBe(first.source_id);
	});

	it('make a session with an ID of its own, from each item', async () => {
		const parameters = session(demo.dan, { sourceId: '=chat-{{ $json.chat }}' });
		const output = await runNode(run({ parameters, items: [{ chat: 1 }, { chat: 2 }] }));
		expect(output.map(({ source_id }) => source_id)).toEqual(['chat-1', 'chat-2']);
	});

	it('refuse the ID of another contact and name it', async () => {
		const parameters = session(demo.dan, { sourceId: 'carla-on-the-bridge' });
		const error = await errorOf(run({ parameters }));
		expect(error.message).toContain('belongs to contact 1 (Carla Customer) in inbox 1');
		expect(pathsOf()).toEqual(['/api/v1/accounts/1/contact_inboxes/filter']);
	});
});

describe('an ID of a session that several contacts want at once', () => {
	it('stays with the first one, where the server would hand it on', async () => {
		const mail = {
			id: 3,
			name: 'Mail',
			channel_type: 'Channel::Email',
			email: 'help@acme.example',
		};
		chatwoot.seed({ ...demoWorld, inboxes: { ...demoWorld.inboxes, mail } });
		const parameters = on('createSession', {
			contact: byId('={{ $json.contact }}'),
			inbox: byId(3),
			sourceId: '={{ $json.mail }}',
		});
		const items = [
			{ contact: 1, mail: 'first@x.example' },
			{ contact: 1, mail: 'all@x.example' },
			{ contact: 2, mail: 'all@x.example' },
			{ contact: 3, mail: 'all@x.example' },
		];
		const { outputs } = await executeNode(
			run({ parameters, items, onError: 'continueErrorOutput' }),
		);

		expect(outputs[0]).toHaveLength(2);
		const { contact_id } = outputs[0][1].json;
		const refusal = expect.stringContaining(`belongs to contact ${String(contact_id)}`);
		expect(outputs[1].map(({ json }) => json.error)).toEqual([refusal, refusal]);
		const owners = chatwoot.state.sessions.where(({ source_id }) => source_id === 'all@x.example');
		expect(owners.map((session) => session.contact_id)).toEqual([contact_id]);
	});
});

describe('Contact > Export and Import', () => {
	it('have a file mailed to the user', async () => {
		const row = [{ attribute: 'email', operator: 'contains', value: 'x' }];
		const rest = { listBy: 'filter', conditions: { row }, columns: 'id, plan' };
		const result = await executeNode(run({ parameters: on('export', rest) }));
		expect(result.json).toEqual([{ requested: true }]);
		expect(hintsOf(result)[0]).toContain('mails the link');
		expect(bodiesOf(chatwoot, `${path}/export`)).toEqual([
			{
				column_names: ['id', 'plan'],
				payload: [
					{
						attribute_key: 'email',
						filter_operator: 'contains',
						values: ['x'],
						query_operator: null,
					},
				],
			},
		]);
	});

	it('export those of a label in the letters that accounts define', async () => {
		await runNode(run({ parameters: on('export', { listBy: 'label', label: ' VIP' }) }));
		expect(bodiesOf(chatwoot, `${path}/export`)).toEqual([{ label: 'vip' }]);
	});

	it('refuse an export by no label', async () => {
		const parameters = on('export', { listBy: 'label' });
		expect((await errorOf(run({ parameters }))).message).toContain('"Label Name or ID" is empty');
	});

	const csv = (content: string, fileName: string, mimeType: string) =>
		itemWithFile({}, Buffer.from(content), { fileName, mimeType });

	it('hand over a CSV file', async () => {
		const items = [csv('name,email\nMia,mia@x.example\n', 'people.csv', 'text/csv')];
		const result = await executeNode(run({ parameters: on('import'), items }));
		expect(result.json).toEqual([{ requested: true, file: 'people.csv' }]);
		const [{ import_file }] = bodiesOf(chatwoot, `${path}/import`);
		expect((import_file as unknown as Upload).bytes.toString()).toContain('mia@x.example');
		expect(hintsOf(result)[0]).toContain('in about a minute');
	});

	it.each([
		['what is no CSV file', 'x', 'a.pdf', 'application/pdf', 'holds no CSV file: a.pdf'],
		['an empty file', '', 'a.csv', 'text/csv', 'holds an empty file: a.csv'],
	])('refuse %s before any request', async (_name, content, file, type, message) => {
		const items = [csv(content, file, type)];
		const error = await errorOf(run({ parameters: on('import'), items }));
		expect(error.message).toContain(message);
		expect(chatwoot.requests).toEqual([]);
	});

	it('tell an agent that an administrator is needed', async () => {
		const error = await errorOf(run({ parameters: on('export'), credential: agent }));
		expect(error.description).toContain('Administrator');
		expect(requestsOf(chatwoot)).toEqual([`POST ${path}/export`]);
	});
});
