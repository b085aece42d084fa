import type { ILoadOptionsFunctions, INodeProperties } from 'n8n-workflow';
import { chatwootResources } from '../../nodes/Chatwoot/actions';
import { optionsOf } from '../../nodes/Chatwoot/actions/people/options';
import { otherWhatsappForm } from '../../nodes/Chatwoot/api/whatsapp-variants';
import { getCountries } from '../../nodes/Chatwoot/methods/countries';
import { runNode } from '../engine';
import { byId, chatwootRun, demo } from './chatwoot';
import { Desk } from './desk';

const desk = new Desk('contact');

const SHORT = '+551187654321';
const LONG = '+5511987654321';

/** Somebody whom Chatwoot knows by this number. */
function known(phone_number: string): number {
	const { contacts } = desk.chatwoot.state;
	const like = contacts.get(demo.erin)!;
	return contacts.insert({ ...structuredClone(like), id: 70, name: 'Zé', phone_number }).id;
}

const phones = () => desk.chatwoot.state.contacts.all().map(({ phone_number }) => phone_number);

describe('A phone number', () => {
	it.each([
		'+55 (11) 98765-4321',
		'5511987654321',
		'5511987654321@s.whatsapp.net',
		'5511987654321:12@s.whatsapp.net',
		'5511987654321@c.us',
		'whatsapp:+5511987654321',
		'0055 11 98765 4321',
		'={{ 5511987654321 }}',
	])('is understood as %s', async (phoneNumber) => {
		await desk.output('create', { name: 'Zé', phoneNumber });
		expect(desk.sent('POST')[0][1]).toMatchObject({ phone_number: LONG });
	});

	it.each([
		['0172 1234567', '+491721234567'],
		['11987654321', '+11987654321'],
		['120363041234567890@g.us', '+491721234567'],
		['(11) 98765-4321', '+11987654321'],
	])('without a country is refused: %s', async (phoneNumber, meant) => {
		const refusal = await desk.refusal('create', { name: 'Zé', phoneNumber });
		expect(refusal).toContain('"Phone Number" is not a phone number in international form');
		expect(refusal).toContain(meant);
		expect(desk.chatwoot.requests).toEqual([]);
	});
});

describe('Default Country', () => {
	const numberOf = async (phoneNumber: string, defaultCountry: string) => {
		await desk.output('create', { name: 'Zé', phoneNumber, options: { defaultCountry } });
		return (desk.sent('POST')[0][1] as { phone_number: string }).phone_number;
	};

	it.each([
		['BR', '(11) 98765-4321', LONG],
		['br', '011 98765-4321', LONG],
		['BR', '55 11 98765-4321', LONG],
		['BR', '(55) 98765-4321', '+5555987654321'],
		['BR', '+49 172 1234567', '+491721234567'],
		['BR', '491721234567', '+491721234567'],
		['DE', '0172 1234567', '+491721234567'],
		['DE', '(0172) 123 45 67', '+491721234567'],
		['DE', '172-1234567', '+491721234567'],
		['ES', '612 34 56 78', '+34612345678'],
		['GB', '07400 123456', '+447400123456'],
		['HU', '06 20 123 4567', '+36201234567'],
		['IN', '91234 56789', '+919123456789'],
		['IT', '06 1234 5678', '+390612345678'],
		['IT', '392 123 4567', '+393921234567'],
		['RU', '8 (916) 123-45-67', '+79161234567'],
		['RU', '79161234567', '+79161234567'],
		['US', '(202) 555-0199', '+12025550199'],
		['US', '1-202-555-0199', '+12025550199'],
	])('%s reads %s', async (country, written, number) => {
		expect(await numberOf(written, country)).toBe(number);
	});

	it.each([
		['DE', '49172123456'],
		['BR', '98765-4321'],
		['ES', '0612 345 678'],
		['US', '555-0123'],
		['DE', 'Zé'],
	])('%s leaves a doubt about %s', async (defaultCountry, phoneNumber) => {
		const change = { name: 'Zé', phoneNumber, options: { defaultCountry } };
		const refusal = await desk.refusal('create', change);
		expect(refusal).toContain(`not certainly one of ${defaultCountry}: "${phoneNumber}"`);
		expect(desk.chatwoot.requests).toEqual([]);
	});

	it('is refused when there is none of that name', async () => {
		const change = { phoneNumber: '0172 1234567', options: { defaultCountry: 'Germany' } };
		expect(await desk.refusal('create', change)).toContain(
			'"Options > Default Country Name or ID" is not a country: "Germany"',
		);
	});

	it('counts wherever a person is named by a phone number', async () => {
		const id = known(LONG);
		const options = { defaultCountry: 'BR' };
		const byPhone = { findBy: 'phoneNumber', phoneNumber: '11 98765-4321', options };
		expect(await desk.output('find', byPhone)).toMatchObject([{ id }]);
		const to = { account: byId(demo.account), inbox: byId(demo.api), text: 'Olá', ...byPhone };
		const parameters = { resource: 'message', operation: 'sendToContact', ...to };
		expect(await runNode(chatwootRun(desk.chatwoot, { parameters }))).toMatchObject([
			{ contact_id: id },
		]);
	});

	it('is asked for by those operations only that take a phone number', () => {
		const { options } = optionsOf(chatwootResources);
		const shown = (options as INodeProperties[]).flatMap(({ name, displayOptions }) =>
			name === 'defaultCountry' ? [displayOptions?.show] : [],
		);
		expect(shown).toEqual([
			{
				'/resource': ['contact'],
				'/operation': ['create', 'createOrUpdate', 'find', 'update'],
			},
			{ '/resource': ['conversation'], '/operation': ['findOrCreate'] },
			{ '/resource': ['message'], '/operation': ['sendToContact'] },
		]);
	});

	it('is chosen by name', async () => {
		const countries = await getCountries.call({} as ILoadOptionsFunctions);
		expect(new Set(countries.map(({ value }) => value)).size).toBe(countries.length);
		expect(countries).toContainEqual({ name: 'Germany (+49)', value: 'DE' });
		expect(countries).toContainEqual({ name: 'Brazil (+55)', value: 'BR' });
		const nameless = countries.filter(({ name, value }) => name.startsWith(String(value)));
		expect(nameless).toEqual([]);
	});
});

describe('Match WhatsApp Variants', () => {
	it.each([
		[SHORT, LONG],
		['+525512345678', '+5215512345678'],
		['+541123456789', '+5491123456789'],
		['+551133334444', undefined],
		['+491721234567', undefined],
		['+12025550123', undefined],
	])('knows of %s the form %s', (one, other) => {
		expect(otherWhatsappForm(one)).toBe(other);
		if (other) expect(otherWhatsappForm(other)).toBe(one);
	});

	const byPhone = { findBy: 'phoneNumber', matchWhatsappVariants: true };

	it.each([
		[SHORT, LONG],
		[LONG, SHORT],
	])('finds whom Chatwoot knows as %s by %s', async (stored, phoneNumber) => {
		const id = known(stored);
		expect(await desk.output('find', { ...byPhone, phoneNumber })).toMatchObject([
			{ id, phone_number: stored },
		]);
		const exactly = { ...byPhone, phoneNumber, matchWhatsappVariants: false };
		expect(await desk.refusal('find', exactly)).toContain('finds no contact');
	});

	it('prefers the exact number', async () => {
		known(SHORT);
		const { contacts } = desk.chatwoot.state;
		contacts.insert({ ...structuredClone(contacts.get(70)!), id: 71, phone_number: LONG });
		expect(await desk.output('find', { ...byPhone, phoneNumber: LONG })).toMatchObject([
			{ id: 71 },
		]);
	});

	it('changes the person and keeps the number', async () => {
		const id = known(SHORT);
		const change = { ...byPhone, phoneNumber: LONG, name: 'José' };
		expect(await desk.output('createOrUpdate', change)).toMatchObject([
			{ id, name: 'José', phone_number: SHORT, result: 'updated' },
		]);
	});

	it('makes one person of both forms that come at once', async () => {
		const items = [SHORT, LONG, SHORT, LONG].map((phone, index) => ({ phone, index }));
		const change = {
			...byPhone,
			phoneNumber: '={{ $json.phone }}',
			name: '={{ "Zé " + $json.index }}',
			options: { concurrency: 4 },
		};
		const output = await desk.output('createOrUpdate', change, { items });
		expect(new Set(output.map(({ id }) => id)).size).toBe(1);
		expect(phones().filter((phone) => phone === SHORT || phone === LONG)).toHaveLength(1);
	});

	it('writes to the person under either form', async () => {
		const id = known(SHORT);
		const parameters = {
			resource: 'message',
			operation: 'sendToContact',
			account: byId(demo.account),
			inbox: byId(demo.api),
			...byPhone,
			phoneNumber: LONG,
			text: 'Olá',
		};
		const [sent] = await runNode(chatwootRun(desk.chatwoot, { parameters }));
		expect(sent).toMatchObject({ contact_id: id });
		expect(phones()).not.toContain(LONG);
	});
});
