import { parseWebsite, parseWebUrl } from '../../../nodes/Chatwoot/api/web-url';

describe('an address that Chatwoot can call', () => {
	it.each([
		['https://n8n.example.com/webhook/1', 'https://n8n.example.com/webhook/1'],
		['http://localhost:5678', 'http://localhost:5678'],
		['HTTPS://N8N.example.com/Hook', 'https://n8n.example.com/Hook'],
		['https://a.example?x=1', 'https://a.example/?x=1'],
		['https://a.example/{id}/"x"', 'https://a.example/%7Bid%7D/%22x%22'],
		['https://a.example/50%25?q=%20', 'https://a.example/50%25?q=%20'],
		['https://a.example/x\\y', 'https://a.example/x/y'],
	])('%s is %s', (typed, url) => {
		expect(parseWebUrl(typed)).toBe(url);
	});

	it.each([
		'',
		'x',
		'https://',
		'https:///x',
		'ftp://x.example',
		'http:x',
		'http://a b.example',
		'http://%',
	])('is not %j', (typed) => {
		expect(parseWebUrl(typed)).toBeUndefined();
	});

	it('has at most 2048 characters, counted as they are sent', () => {
		const url = (length: number) => `https://a.example/${'a'.repeat(length - 18)}`;
		expect(parseWebUrl(url(2048))).toHaveLength(2048);
		expect(parseWebUrl(url(2049))).toBeUndefined();
		expect(parseWebUrl(`https://a.example/${'ü'.repeat(400)}`)).toBeUndefined();
	});

	it('is a domain too where a website is meant', () => {
		expect(parseWebsite(' shop.example.com ')).toBe('shop.example.com');
		expect(parseWebsite('https://shop.example.com/de')).toBe('https://shop.example.com/de');
		expect(parseWebsite('shop')).toBeUndefined();
		expect(parseWebsite('my shop.example')).toBeUndefined();
	});
});
