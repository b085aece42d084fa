import { demoWorld } from '../../sandbox/chatwoot';
import type { Upload } from '../../sandbox/chatwoot';
import { errorOf, executeNode, itemWithFile, runNode } from '../engine';
import {
	bodiesOf,
	byId,
	byUrl,
	chatwootRun,
	demo,
	fromList,
	requestsOf,
	useChatwoot,
} from './chatwoot';
import type { ChatwootRun } from './chatwoot';

const chatwoot = useChatwoot();
const run = (given: ChatwootRun) => chatwootRun(chatwoot, given);
const path = '/api/v1/accounts/1/contacts';
const create = { resource: 'contact', operation: 'create', account: byId(demo.account) };
const mia = {
	...create,
	name: 'Mia Maker',
	email: 'mia@maker.example',
	phoneNumber: '+491721234567',
};

describe('Contact > Create', () => {
	it('creates a contact with one request', async () => {
		const [output] = await runNode(run({ parameters: mia }));

		expect(requestsOf(chatwoot)).toEqual([`POST ${path}`]);
		expect(bodiesOf(chatwoot, path)).toEqual([
			{ name: 'Mia Maker', email: 'mia@maker.example', phone_number: '+491721234567' },
		]);
		expect(output).toEqual({
			id: expect.any(Number),
			name: 'Mia Maker',
			email: 'mia@maker.example',
			phone_number: '+491721234567',
			identifier: null,
			blocked: false,
			custom_attributes: {},
			additional_attributes: { company_name: 'Maker' },
			created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
			last_activity_at: null,
			url: `${chatwoot.url}/app/accounts/1/contacts/${String(output.id)}`,
		});
	});

	it('gives the contact a session in an inbox, and returns its source ID', async () => {
		const parameters = { ...mia, inbox: fromList(demo.api) };
		const [output] = await runNode(run({ parameters }));

		expect(output.inbox).toEqual({
			id: demo.api,
			name: 'Website Bridge',
			channel_type: 'Channel::Api',
		});
		const session = chatwoot.state.sessions.find(({ source_id }) => source_id === output.source_id);
		expect(session?.contact_id).toBe(output.id);
	});

	it('sends every field of a person', async () => {
		const additionalFields = {
			identifier: ' crm-42 ',
			sourceId: 'crm/42',
			blocked: true,
			avatarUrl: 'https://maker.example/mia.png',
			city: 'Berlin',
			companyName: 'Maker GmbH',
			country: 'Germany',
			countryCode: 'DE',
			description: 'VIP',
			socialProfiles: {
				profile: [
					{ network: 'github', userName: 'mia' },
					{ network: 'twitter', userName: ' mia_x ' },
				],
			},
			additionalAttributes: '{"city": "Rome", "deep": [1, 2]}',
			customAttributes: '{"plan": "pro", "seats": 5, "beta": true}',
		};
		const parameters = {
			...mia,
			inbox: byUrl(`${chatwoot.url}/app/accounts/1/inbox/1`),
			additionalFields,
		};
		const [output] = await runNode(run({ parameters }));

		expect(bodiesOf(chatwoot, path)).toEqual([
			{
				name: 'Mia Maker',
				email: 'mia@maker.example',
				phone_number: '+491721234567',
				identifier: 'crm-42',
				inbox_id: 1,
				source_id: 'crm/42',
				blocked: true,
				avatar_url: 'https://maker.example/mia.png',
				custom_attributes: { plan: 'pro', seats: 5, beta: true },
				additional_attributes: {
					city: 'Berlin',
					company_name: 'Maker GmbH',
					country: 'Germany',
					country_code: 'DE',
					description: 'VIP',
					social_profiles: { github: 'mia', twitter: 'mia_x' },
					deep: [1, 2],
				},
			},
		]);
		expect(output).toMatchObject({ identifier: 'crm-42', source_id: 'crm/42', blocked: true });
	});

	it('sends keys that mean something to JavaScript like all others', async () => {
		const customAttributes = '{"prototype": "v2", "constructor": "Ferrari", "toString": 1}';
		await runNode(run({ parameters: { ...mia, additionalFields: { customAttributes } } }));

		const [body] = bodiesOf(chatwoot, path);
		expect(JSON.stringify(body.custom_attributes)).toBe(
			JSON.stringify(JSON.parse(customAttributes)),
		);
	});

	it('takes every value from the item, in input order, whatever order they finish in', async () => {
		const items = Array.from({ length: 15 }, (_, index) => ({
			mail: ` Person${index}@Shop.example `,
			inbox: index % 2 ? '1' : '',
			attributes: { nr: index },
		}));
		const parameters = {
			...create,
			name: '=Person {{ $itemIndex }}',
			email: '={{ $json.mail }}',
			inbox: byId('={{ $json.inbox }}'),
			additionalFields: { customAttributes: '={{ $json.attributes }}' },
		};
		const output = await runNode(run({ parameters, items }));

		expect(output.map(({ email }) => email)).toEqual(
			items.map((_, index) => `person${index}@shop.example`),
		);
		expect(output.map(({ custom_attributes }) => custom_attributes)).toEqual(
			items.map(({ attributes }) => attributes),
		);
		expect(output.map((each) => 'source_id' in each)).toEqual(
			items.map(({ inbox }) => inbox === '1'),
		);
	});

	it('makes items of one person wait for each other', async () => {
		const items = Array.from({ length: 8 }, () => ({}));
		const parameters = { ...create, phoneNumber: '+491721234567' };
		const { json } = await executeNode(
			run({ parameters, items, onError: 'continueRegularOutput' }),
		);

		expect(json.filter(({ id }) => id !== undefined)).toHaveLength(1);
		expect(
			chatwoot.state.contacts.where(({ phone_number }) => phone_number === '+491721234567'),
		).toHaveLength(1);
	});

	it('returns the raw contact when it is not simplified', async () => {
		const [output] = await runNode(
			run({ parameters: { ...mia, inbox: byId(1), simplify: false } }),
		);

		expect(output).toMatchObject({
			availability_status: 'offline',
			created_at: expect.any(Number),
		});
		expect(output.contact_inboxes).toHaveLength(1);
		expect(output.source_id).toEqual(expect.any(String));
	});

	it('creates a contact from a name alone', async () => {
		const [output] = await runNode(run({ parameters: { ...create, name: 'Nora' } }));
		expect(output).toMatchObject({ name: 'Nora', email: null, phone_number: null });
	});
});

describe('Contact > Create, avatar from a binary field', () => {
	const png = Buffer.from(
		'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAAAAADhZOFXAAAADklEQVR4nGOohwIGyhgAd4QfwZb+1foAAAAASUVORK5CYII=',
		'base64',
	);
	const items = [itemWithFile({}, png, { fileName: 'me.png', mimeType: 'image/png' })];

	it('goes with the contact in one request', async () => {
		const additionalFields = { avatarBinaryField: 'data', blocked: true };
		const parameters = { ...mia, inbox: byId(1), additionalFields };
		const [output] = await runNode(run({ parameters, items }));

		const [body] = bodiesOf(chatwoot, path);
		const { name, type, bytes } = body.avatar as unknown as Upload;
		expect([name, type, bytes.equals(png)]).toEqual(['me.png', 'image/png', true]);
		expect(requestsOf(chatwoot)).toEqual([`POST ${path}`]);
		expect(output).toMatchObject({
			email: 'mia@maker.example',
			blocked: true,
			source_id: expect.any(String),
		});
		expect(chatwoot.state.contacts.get(output.id as number)?.avatar).toBeTruthy();
	});

	it.each([
		['with a picture', { avatarBinaryField: 'data' }],
		['without one', {}],
	])('keeps the company that is given, %s', async (_name, beside) => {
		chatwoot.state.companies.insert({ account_id: 1, domain: 'maker.example', name: 'Maker' });
		const additionalFields = { ...beside, companyName: 'My Own GmbH' };
		const parameters = { ...mia, additionalFields };
		const { json, hints } = await executeNode(run({ parameters, items }));

		const [{ id, additional_attributes }] = json;
		expect(additional_attributes).toMatchObject({ company_name: 'My Own GmbH' });
		expect(chatwoot.state.contacts.get(Number(id))!.additional_attributes).toMatchObject({
			company_name: 'My Own GmbH',
		});
		expect(hints).toEqual([]);
	});

	it('leaves attributes the types that a form would take from them', async () => {
		const additionalFields = {
			avatarBinaryField: 'data',
			customAttributes: '{"seats": 5, "beta": true}',
			city: 'Rome',
		};
		const [output] = await runNode(run({ parameters: { ...mia, additionalFields }, items }));

		expect(output.custom_attributes).toEqual({ seats: 5, beta: true });
		expect(output.additional_attributes).toMatchObject({ city: 'Rome' });
	});

	it('is refused when the item does not have it', async () => {
		const additionalFields = { avatarBinaryField: 'photo' };
		const error = await errorOf(run({ parameters: { ...mia, additionalFields }, items }));

		expect(error.message).toContain('photo');
		expect(chatwoot.requests).toEqual([]);
	});

	it('is refused by the server when it is not a picture', async () => {
		const pdf = itemWithFile({}, Buffer.from('%PDF-1.4\n%%EOF\n'), {
			fileName: 'a.png',
			mimeType: 'image/png',
		});
		const additionalFields = { avatarBinaryField: 'data' };
		const error = await errorOf(run({ parameters: { ...mia, additionalFields }, items: [pdf] }));

		expect(error.message).toContain('Chatwoot does not accept the values');
		expect(
			chatwoot.state.contacts.find(({ email }) => email === 'mia@maker.example'),
		).toBeUndefined();
	});
});

describe('Contact > Create refuses before any request', () => {
	it.each([
		['a contact without anything', {}, '"Name" is empty'],
		[
			'an e-mail address without @',
			{ email: 'nonsense' },
			'"Email" is not an e-mail address: "nonsense"',
		],
		[
			'an e-mail address with a name',
			{ email: '"Jane" <jane@x.org>' },
			'"Email" is not an e-mail address',
		],
		[
			'a phone number without its country',
			{ phoneNumber: '(172) 123-4567' },
			'"Phone Number" is not a phone number in international form',
		],
		[
			'a phone number as a JSON number',
			{ phoneNumber: '={{ 1721234567 }}' },
			'"Phone Number" is not a phone number',
		],
		[
			'an inbox that is no ID',
			{ name: 'A', inbox: byId('={{ "bridge" }}') },
			'"Inbox" is not an ID: "bridge"',
		],
		[
			'a source ID without an inbox',
			{ name: 'A', additionalFields: { sourceId: 'x' } },
			'"Additional Fields > Source ID" needs an inbox',
		],
		[
			'broken custom attributes',
			{ name: 'A', additionalFields: { customAttributes: '{"a":' } },
			'"Additional Fields > Custom Attributes (JSON)" is not valid JSON',
		],
		[
			'custom attributes in a list',
			{ name: 'A', additionalFields: { customAttributes: '["a"]' } },
			'"Additional Fields > Custom Attributes (JSON)" should be a JSON object',
		],
		[
			'an avatar that is no address',
			{ name: 'A', additionalFields: { avatarUrl: 'me.png' } },
			'"Additional Fields > Avatar URL" is not a web address',
		],
		[
			'blocked in other words',
			{ name: 'A', additionalFields: { blocked: '={{ "maybe" }}' } },
			'"Additional Fields > Blocked" should be true or false',
		],
		[
			'an unknown social network',
			{
				name: 'A',
				additionalFields: {
					socialProfiles: { profile: [{ network: '={{ "friendster" }}', userName: 'a' }] },
				},
			},
			'"Additional Fields > Social Profiles > Profile 1 > Network" is "friendster"',
		],
		['an object as name', { name: '={{ {a: 1} }}' }, '"Name" should be text, but is an object'],
	])('%s', async (_name, changes, message) => {
		const error = await errorOf(run({ parameters: { ...create, ...(changes as object) } }));

		expect(error.message).toContain(message);
		expect(error.context.itemIndex).toBe(0);
		expect(chatwoot.requests).toEqual([]);
	});

	it('and suggests the intended phone number', async () => {
		const error = await errorOf(run({ parameters: { ...create, phoneNumber: '49 172 123456' } }));
		expect(error.description).toBe(
			'Write a plus, the country code and the number, digits only: +49172123456. Or choose the country under Options > Default Country.',
		);
	});
});

describe('Contact > Create of somebody who is there already', () => {
	it.each([
		[
			'e-mail',
			{ email: 'Carla@Customer.example' },
			'contact 1 (Carla Customer) already has the email carla@customer.example',
		],
		[
			'phone number',
			{ phoneNumber: '+4930123456' },
			'contact 1 (Carla Customer) already has the phone number +4930123456',
		],
		[
			'identifier',
			{ additionalFields: { identifier: 'shop-1001' } },
			'contact 1 (Carla Customer) already has the identifier shop-1001',
		],
		[
			'two of them',
			{ email: 'carla@customer.example', phoneNumber: '+4930123456' },
			'contact 1 (Carla Customer) already has the email carla@customer.example; contact 1 (Carla Customer) already has the phone number +4930123456',
		],
		[
			'two, of two people',
			{ email: 'dan@davies.example', phoneNumber: '+12025550123' },
			'contact 2 (Dan Davies) already has the email dan@davies.example; contact 3 (Erin Example) already has the phone number +12025550123',
		],
	])('says who has the same %s', async (_name, changes, message) => {
		const error = await errorOf(
			run({ parameters: { ...create, name: 'New', ...(changes as object) } }),
		);

		expect(error.message).toBe(`The contact was not created: ${message}`);
		expect(error.description).toBe(
			'Contact > Create or Update changes the existing one instead. Or leave out what it already has.',
		);
		expect(error.httpCode).toBe('422');
	});

	it('looks up exactly: no contact that is merely similar', async () => {
		chatwoot.state.contacts.insert({
			...chatwoot.state.contacts.get(2)!,
			id: 9,
			email: 'joe-dan@davies.example',
			name: 'Joe',
		});
		const error = await errorOf(run({ parameters: { ...create, email: 'dan@davies.example' } }));
		expect(error.message).toContain('contact 2 (Dan Davies)');
	});

	it('says whose session it is when the server fails over a source ID in use', async () => {
		const additionalFields = { sourceId: 'carla-on-the-bridge' };
		const error = await errorOf(run({ parameters: { ...mia, inbox: byId(1), additionalFields } }));

		expect(error.message).toBe(
			'The contact was not created or only just now, it may have been carried out: contact 1 (Carla Customer) already has the source ID carla-on-the-bridge in inbox 1',
		);
	});

	it('goes to the error output, and the others go on', async () => {
		const items = ['dan@davies.example', 'new@x.example', 'no address'].map((mail) => ({ mail }));
		const parameters = { ...create, email: '={{ $json.mail }}' };
		const { outputs } = await executeNode(
			run({ parameters, items, onError: 'continueErrorOutput' }),
		);

		expect(outputs[0].map(({ json }) => json.email)).toEqual(['new@x.example']);
		expect(outputs[1].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(outputs[1][0].json.error).toContain('contact 2 (Dan Davies)');
	});
});

describe('Contact > Create tells what else the server refuses', () => {
	it('an unknown inbox', async () => {
		const error = await errorOf(run({ parameters: { ...mia, inbox: byId(77) } }));
		expect(error.message).toBe('Chatwoot did not find inbox 77, account 1');
	});

	it('a foreign account', async () => {
		const error = await errorOf(run({ parameters: { ...mia, account: byId(8) } }));
		expect(error.message).toBe('Chatwoot did not find account 8');
	});

	it('the token of a bot', async () => {
		const error = await errorOf(run({ parameters: mia, credential: { accessToken: 'BOT_TOKEN' } }));
		expect(error.message).toContain('Chatwoot does not let bots do this');
	});

	it('an inbox that needs an e-mail address', async () => {
		const mail = {
			id: 3,
			name: 'Mail',
			channel_type: 'Channel::Email',
			email: 'help@acme.example',
		};
		chatwoot.seed({ ...demoWorld, inboxes: { ...demoWorld.inboxes, mail } });
		const error = await errorOf(
			run({ parameters: { ...create, name: 'No mail', inbox: byId(3) } }),
		);

		expect(error.message).toContain('contact email');
		expect(error.description).toContain('an e-mail inbox needs an e-mail address');
	});

	it('values that are too long', async () => {
		const error = await errorOf(run({ parameters: { ...create, name: 'x'.repeat(300) } }));
		expect(error.message).toContain('Chatwoot does not accept the values: Name');
	});
});
