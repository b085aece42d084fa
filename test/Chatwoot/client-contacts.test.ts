import { itemWithFile } from '../engine';
import { CARLA, ClientDesk, hashOf, P, signed } from './client';

const desk = new ClientDesk('contact');
const carla = { id: 1, name: 'Carla Customer', email: 'carla@customer.example' };

/** The inbox demands a proof of who somebody is. */
const demand = () => {
	desk.bridge.channel.hmac_mandatory = true;
};
const verified = () =>
	desk.chatwoot.state.sessions.find(({ source_id }) => source_id === CARLA)?.hmac_verified;

describe('Contact > Find or Create', () => {
	it('makes a contact with a session in the inbox', async () => {
		const [contact] = await desk.output('findOrCreate', {
			sourceId: 'visitor-1',
			identifier: 'shop-7',
			additionalFields: {
				name: 'Paul Public',
				email: 'Paul@Example.com',
				phoneNumber: '0049 30 901820',
				customAttributes: '{"plan": "free", "seats": 3}',
			},
		});

		expect(contact).toEqual({
			source_id: 'visitor-1',
			id: 4,
			name: 'Paul Public',
			email: 'paul@example.com',
			phone_number: '+4930901820',
		});
		const row = desk.chatwoot.state.contacts.get(4);
		expect(row).toMatchObject({
			identifier: 'shop-7',
			custom_attributes: { plan: 'free', seats: 3 },
		});
	});

	it('reads phone numbers as in the country of the options', async () => {
		const additionalFields = { phoneNumber: '030 901820' };
		expect(await desk.refusal('findOrCreate', { additionalFields })).toContain(
			'"Additional Fields > Phone Number" is not a phone number in international form',
		);
		const options = { defaultCountry: 'DE' };
		expect(await desk.output('findOrCreate', { additionalFields, options })).toMatchObject([
			{ phone_number: '+4930901820' },
		]);
	});

	it('lets Chatwoot make the source ID, another one each time', async () => {
		const contacts = await desk.output('findOrCreate', {}, { items: [{}, {}] });

		expect(desk.sent).toEqual([
			['POST /contacts', undefined],
			['POST /contacts', undefined],
		]);
		const ids = new Set(contacts.map(({ source_id }) => source_id));
		expect(ids.size).toBe(2);
		expect(ids).not.toContain('');
	});

	it('leaves a known customer as it is, and says so', async () => {
		const { json, hints } = await desk.result('findOrCreate', {
			sourceId: CARLA,
			additionalFields: { name: 'Carla Changed' },
		});

		expect(json).toEqual([{ source_id: CARLA, ...carla, phone_number: '+4930123456' }]);
		expect(hints).toEqual([
			'Chatwoot keeps other values of contact 1 than were given: name is "Carla Customer", not "Carla Changed"',
		]);
	});

	it('signs the identifier with the HMAC token', async () => {
		demand();
		const change = { sourceId: 'visitor-2', identifier: 'shop-1001' };
		const [contact] = await desk.output('findOrCreate', change, signed);

		expect(contact).toMatchObject({ source_id: 'visitor-2', ...carla });
		expect(desk.sent).toEqual([
			[
				'POST /contacts',
				{
					source_id: 'visitor-2',
					identifier: 'shop-1001',
					identifier_hash: hashOf('shop-1001'),
				},
			],
		]);
	});

	it('says what is missing when the inbox demands a proof', async () => {
		demand();

		expect(await desk.refusal('findOrCreate', { identifier: 'shop-1001' })).toMatch(
			/internal error.*enter the HMAC Token of the inbox in the credential/,
		);
	});

	it.each([
		[{ email: 'not a mail' }, '"Additional Fields > Email" is not an e-mail address'],
		[{ phoneNumber: '0151 123' }, '"Additional Fields > Phone Number" is not a phone number'],
		[{ customAttributes: '[1]' }, '"Additional Fields > Custom Attributes (JSON)" should be a'],
	])('refuses %j before anything is sent', async (additionalFields, problem) => {
		expect(await desk.refusal('findOrCreate', { additionalFields })).toContain(problem);
		expect(desk.sent).toEqual([]);
	});

	it('says when the credential names no inbox of this server', async () => {
		const unknown = { credential: { inboxIdentifier: 'nonsense' } };

		expect(await desk.refusal('findOrCreate', {}, unknown)).toMatch(
			/no API inbox with the Inbox Identifier in the credential.*Configuration/,
		);
	});

	it.each(['', '  ', 'a/b', '../x', 'a b'])(
		'sends nothing with the identifier %j',
		async (inboxIdentifier) => {
			const told = await desk.refusal('findOrCreate', {}, { credential: { inboxIdentifier } });
			expect(told).toContain('Inbox Identifier in the Chatwoot Client credential is empty, or');
			expect(desk.sent).toEqual([]);
		},
	);
});

describe('Contact > Get', () => {
	it('gets who the inbox knows by the source ID, without the token of the socket', async () => {
		expect(await desk.output('get', { sourceId: ` ${CARLA} ` })).toEqual([
			{ source_id: CARLA, ...carla, phone_number: '+4930123456' },
		]);
	});

	it.each(['4915112345@s.whatsapp.net', 'a/b?c#d', 'ü .json', '%2e%2e'])(
		'finds %j, whose signs have a meaning in addresses',
		async (sourceId) => {
			await desk.output('findOrCreate', { sourceId, additionalFields: { name: 'Odd' } });

			expect(await desk.output('get', { sourceId })).toMatchObject([
				{ source_id: sourceId, name: 'Odd' },
			]);
		},
	);

	it.each(['.', '..'])('sends nothing with %j, which would lead elsewhere', async (sourceId) => {
		const problem = `"Source ID" cannot be in an address: ${sourceId}`;

		expect(await desk.refusal('get', { sourceId })).toContain(problem);
		expect(await desk.refusal('findOrCreate', { sourceId })).toContain(problem);
		expect(desk.sent).toEqual([]);
	});

	it('proves who the customer is, which opens the conversations of other inboxes', async () => {
		demand();
		const additionalFields = { identifier: 'shop-1001' };
		const [contact] = await desk.output('get', { sourceId: CARLA, additionalFields }, signed);

		expect(contact).toMatchObject(carla);
		expect(verified()).toBe(true);
	});

	it('does not sign without a token', async () => {
		const additionalFields = { identifier: 'shop-1001' };

		expect(await desk.refusal('get', { sourceId: CARLA, additionalFields })).toMatch(
			/"Additional Fields > Identifier" cannot be signed: the credential has no HMAC Token/,
		);
		expect(desk.sent).toEqual([]);
	});

	it('tells an unknown customer from an unknown inbox', async () => {
		expect(await desk.refusal('get', { sourceId: 'no.body' })).toMatch(
			/did not find the customer no\.body in this inbox.*Find or Create puts the ID out/,
		);
	});

	it('asks for the source ID', async () => {
		expect(await desk.refusal('get', {})).toContain('"Source ID" is empty');
		expect(desk.sent).toEqual([]);
	});
});

describe('Contact > Update', () => {
	it('changes what is given, and adds to the attributes', async () => {
		const [contact] = await desk.output('update', {
			sourceId: CARLA,
			updateFields: { name: 'Carla Changed', customAttributes: '{"seats": 3}' },
		});

		expect(contact).toEqual({
			source_id: CARLA,
			...carla,
			name: 'Carla Changed',
			phone_number: '+4930123456',
			identifier: 'shop-1001',
			blocked: false,
			custom_attributes: { plan: 'premium', seats: 3 },
			additional_attributes: expect.any(Object) as object,
		});
	});

	it('becomes one with the contact whose address it gets', async () => {
		const updateFields = { email: 'dan@davies.example' };

		expect(await desk.output('update', { sourceId: CARLA, updateFields })).toMatchObject([
			{ source_id: CARLA, id: 2, name: 'Dan Davies' },
		]);
	});

	it('sends a picture after the fields, so that numbers stay numbers', async () => {
		const picture = itemWithFile({}, Buffer.from('GIF89a'), {
			fileName: 'me.gif',
			mimeType: 'image/gif',
		});
		await desk.output(
			'update',
			{
				sourceId: CARLA,
				updateFields: {
					avatarBinaryField: 'data',
					customAttributes: '{"seats": 3}',
					identifier: 'shop-1001',
				},
			},
			{ ...signed, items: [picture] },
		);

		const proof = { identifier: 'shop-1001', identifier_hash: hashOf('shop-1001') };
		expect(desk.sent[0]).toEqual([
			`PATCH /contacts/${CARLA}`,
			{ custom_attributes: { seats: 3 }, ...proof },
		]);
		expect(desk.sent).toHaveLength(2);
		const row = desk.chatwoot.state.contacts.get(1);
		expect(row).toMatchObject({ custom_attributes: { plan: 'premium', seats: 3 } });
		expect(row?.avatar).not.toBeNull();
		expect(verified()).toBe(true);
	});

	it('asks for something to change', async () => {
		expect(await desk.refusal('update', { sourceId: CARLA })).toContain('"Update Fields" is empty');
		expect(desk.sent).toEqual([]);
	});
});

it('knows the address under which all of this stands', () => {
	expect(P).toContain(String(desk.bridge.channel.inbox_identifier));
});
