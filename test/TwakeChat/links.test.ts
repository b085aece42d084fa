import { homeserverIn } from '../../nodes/TwakeChat/api/homeserver';
import { parseLink } from '../../nodes/TwakeChat/api/ids';

const room = '!OGEhHVWSdvArJzumhm:example.org';
const event = '$acR1l0raoZnm60CBwAVgqbZqoO/mYU81xysh1u7XcJk';
const encoded = encodeURIComponent;

describe('the IDs in a pasted address', () => {
	it.each<[string, object]>([
		[
			`https://matrix.to/#/${room}/${event}?via=a.org&via=b.org`,
			{ room, event, via: ['a.org', 'b.org'] },
		],
		[`https://matrix.to/#/${encoded(room)}/${encoded(event)}`, { room, event }],
		[`https://app.element.io/#/room/${room}/${event}`, { room, event }],
		['https://matrix.to/#/#general/help:example.org', { room: '#general/help:example.org' }],
		[
			`https://matrix.to/#/${encoded('#a/b:example.org')}/${encoded(event)}`,
			{ room: '#a/b:example.org', event },
		],
		['https://matrix.to/#/#libera_#irc:example.org', { room: '#libera_#irc:example.org' }],
		['https://matrix.to/#/#büro:example.org?via=x', { room: '#büro:example.org', via: ['x'] }],
		[
			`https://matrix.to/#/${room}?via=${encoded('a.org:8448')}&via=${encoded('[::1]:8448')}`,
			{ room, via: ['a.org:8448', '[::1]:8448'] },
		],
		[`https://matrix.to/#/${room}?via=${encoded('a b')}&via=<x>`, { room }],
		[
			`https://app.cinny.in/${encoded('#space:example.org')}/${encoded(room)}/${encoded(event)}/`,
			{ room, event },
		],
		['https://matrix.to/#/@Old=Name/1|x:example.org', { user: '@Old=Name/1|x:example.org' }],
		['https://chat.example.org/web/#/rooms/!43letters', { room: '!43letters' }],
		[
			'matrix:roomid/x:example.org/e/y?via=a.org',
			{ room: '!x:example.org', event: '$y', via: ['a.org'] },
		],
		['matrix:u/', {}],
	])('%s', (address, ids) => {
		expect(parseLink(address)).toEqual({ via: [], ...ids });
	});
});

it.each([
	['http://[::1]:8008/', 'http://[::1]:8008'],
	['http://[fd00::2]/_matrix/client', 'http://[fd00::2]'],
])('the homeserver at %s has an address', (entered, baseUrl) => {
	expect(homeserverIn({ baseUrl: entered })).toEqual({ baseUrl });
});
