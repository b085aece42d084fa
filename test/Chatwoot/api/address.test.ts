import { dashboardUrl, normaliseBaseUrl } from '../../../nodes/Chatwoot/api/address';

describe('the base URL', () => {
	it.each([
		['https://app.chatwoot.com', 'https://app.chatwoot.com'],
		['  https://app.chatwoot.com///  ', 'https://app.chatwoot.com'],
		['https://app.chatwoot.com/app/accounts/1/dashboard', 'https://app.chatwoot.com'],
		['https://app.chatwoot.com/app/login', 'https://app.chatwoot.com'],
		['https://chat.example.com/api/v1', 'https://chat.example.com'],
		['https://chat.example.com/api/v1/accounts/1/inboxes', 'https://chat.example.com'],
		['https://chat.example.com/api', 'https://chat.example.com'],
		['https://chat.example.com/public/api/v1', 'https://chat.example.com'],
		['https://example.com/support/app/accounts/1', 'https://example.com/support'],
		['https://example.com/support/', 'https://example.com/support'],
		['http://127.0.0.1:3000/?x=1#top', 'http://127.0.0.1:3000'],
		['https://apps.example.com/appliance', 'https://apps.example.com/appliance'],
	])('reads %j as %j', (typed, url) => {
		expect(normaliseBaseUrl(typed)).toBe(url);
	});

	it.each([
		'',
		'app.chatwoot.com',
		'ftp://chat.example.com',
		'https://',
		'https://a b.com',
		'http://[',
	])('refuses %j', (typed) => {
		expect(normaliseBaseUrl(typed)).toBeUndefined();
	});

	it('leads to records in the dashboard', () => {
		const url = dashboardUrl('https://example.com/support', 3, 'conversations/42');
		expect(url).toBe('https://example.com/support/app/accounts/3/conversations/42');
	});
});
