import { parseEmail } from '../../../nodes/Chatwoot/api/people';
import {
	partOfPhone,
	parsePhone,
	readPhone,
	suggestPhone,
} from '../../../nodes/Chatwoot/api/phones';

describe('e-mail addresses', () => {
	it.each([
		[' Jane@Example.COM ', 'jane@example.com'],
		['a@localhost', 'a@localhost'],
		["o'neil+tag@example.org", "o'neil+tag@example.org"],
		['Jörg@exämple.org', 'jörg@exämple.org'],
		['\u202ajane@\u200bexample.com\u202c', 'jane@example.com'],
		['jane.roe\u00ad@example.com\u200b \ufeff', 'jane.roe@example.com'],
	])('stores %j as %j', (typed, stored) => {
		expect(parseEmail(typed)).toBe(stored);
	});

	// Recording 130: what the real server refuses.
	it.each([
		'nonsense',
		'two@@example.org',
		'x y@example.org',
		'"Jane" <jane@x.org>',
		'a@x.org,b@x.org',
	])('refuses %j', (typed) => {
		expect(parseEmail(typed)).toBeUndefined();
	});
});

describe('phone numbers', () => {
	it.each(['+12', '+491721234567', '+123456789012345'])('takes %j', (typed) => {
		expect(parsePhone(` ${typed} `)).toBe(typed);
	});

	// Recordings 131 and 132: refused by the server, or stored and never found again.
	it.each([
		'14155550102',
		'+1 415 555 0102',
		'+0415555',
		'+1',
		'+1234567890123456',
		'tel:+14155550102',
		'++14155550102',
		'abc',
	])('refuses %j', (typed) => {
		expect(parsePhone(typed)).toBeUndefined();
	});

	it.each([
		['+1 (415) 555-0102', '+14155550102'],
		['0049 172 1234567', '+491721234567'],
		['tel:+49-172-1234567', '+491721234567'],
		['whatsapp:+55 11 98765-4321', '+5511987654321'],
		['5511987654321', '+5511987654321'],
		['5511987654321@s.whatsapp.net', '+5511987654321'],
		['5511987654321@c.us', '+5511987654321'],
		['4155552671', undefined],
		['120363041234567890@g.us', undefined],
		['+44 (0)20 7946 0000', '+442079460000'],
		['172 1234567', undefined],
		['+49\u00a0172\u2011123\u20134567', '+491721234567'],
	])('proposes for %j the number %j', (typed, meant) => {
		expect(suggestPhone(typed)).toBe(meant);
	});

	// As contacts are copied from messengers: between marks of the direction of writing.
	it.each(['\u202a+49 172 1234567\u202c', '\u200e00491721234567', '\u2068491721234567\u2069'])(
		'reads %j',
		(typed) => {
			expect(readPhone(typed)).toBe('+491721234567');
			expect(partOfPhone(typed.replace('49', '0'))).toMatch(/^[+0]\d+$/);
		},
	);
});
