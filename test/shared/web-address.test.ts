import { otherServer } from '../../nodes/shared/web-address';

describe('a pasted address', () => {
	it.each([
		['https://chat.example/app/accounts/1', 'https://chat.example'],
		['http://CHAT.example:80/app/accounts/1', 'https://chat.example'],
		['https://chat.example/desk/app/accounts/1', 'https://chat.example/desk'],
	])('is of the server: %s, %s', (address, baseUrl) => {
		expect(otherServer(new URL(address), baseUrl)).toBeUndefined();
	});

	it.each([
		['https://staging.example/app', 'https://chat.example', 'staging.example', 'chat.example'],
		['https://chat.example:8443/app', 'https://chat.example', 'chat.example:8443', 'chat.example'],
		[
			'https://chat.example/deskbook/app',
			'https://chat.example/desk',
			'chat.example/deskbook/app',
			'chat.example/desk/',
		],
	])('is of another server: %s, %s', (address, baseUrl, other, own) => {
		expect(otherServer(new URL(address), baseUrl)).toEqual({ other, own });
	});
});
