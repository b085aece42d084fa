import { otherServer, pastedAddress } from '../../nodes/shared/web-address';

const one = (url: string) => ({ baseUrl: url, publicUrl: url });
const inside = { baseUrl: 'http://chatwoot:3000', publicUrl: 'https://chat.example' };

describe('a pasted address', () => {
	it.each([
		['https://chat.example/app/accounts/1', one('https://chat.example')],
		['http://CHAT.example:80/app/accounts/1', one('https://chat.example')],
		['http://chat.example:443/app/accounts/1', one('https://chat.example')],
		['chat.example:80/app/accounts/1', one('http://chat.example')],
		['Chat.Example./app/accounts/1', one('https://chat.example')],
		['https://chat.example/app/accounts/1', one('https://chat.example.')],
		['//chat.example/app/accounts/1', one('https://chat.example')],
		['https://chat.example/desk/app/accounts/1', one('https://chat.example/desk')],
		['https://chat.example/desk', one('https://chat.example/desk')],
		['https://chat.example/app/accounts/1', inside],
		['http://chatwoot:3000/app/accounts/1', inside],
	])('is of the server: %s, %j', (address, server) => {
		expect(otherServer(pastedAddress(address)!, server)).toBeUndefined();
	});

	it.each([
		['https://staging.example/app', one('https://chat.example'), 'staging.example', 'chat.example'],
		['//staging.example/app', one('https://chat.example'), 'staging.example', 'chat.example'],
		[
			'https://chat.example:8443/app',
			one('https://chat.example'),
			'chat.example:8443',
			'chat.example',
		],
		[
			'https://chat.example/deskbook/app',
			one('https://chat.example/desk'),
			'chat.example/deskbook/app',
			'chat.example/desk/',
		],
		['http://chatwoot:3001/app', inside, 'chatwoot:3001', 'chat.example'],
		['https://chat.example.evil/app', inside, 'chat.example.evil', 'chat.example'],
	])('is of another server: %s, %j', (address, server, other, own) => {
		expect(otherServer(pastedAddress(address)!, server)).toEqual({ other, own });
	});

	it.each(['https://jane@chat.example/app', 'ftp://chat.example/app', 'https://', 'two words'])(
		'is none: %s',
		(text) => {
			expect(pastedAddress(text)).toBeUndefined();
		},
	);
});
