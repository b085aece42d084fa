import fc from 'fast-check';
import { executeNode } from '../engine';
import { chatwootDesk } from '../faults/chatwoot/desk';
import { twakeDesk } from '../faults/twake/desk';
import type { Desk } from '../faults/write-case';
import { trappedDesk } from './trapped';

/** The Custom API Call goes to the configured server and into its API, whatever the path says. */
const RUNS = Number(process.env.FUZZ_VALUES ?? 5) * 60;

/** What paths that lead elsewhere are made of. */
const pieces = (trap: string) => [
	'/api/v1/accounts/1/contacts',
	'/api/',
	'/internal/',
	'/platform/api/v1',
	'/',
	'//',
	'\\',
	'/\\',
	'..',
	'.',
	'/../',
	'/..;/',
	'%2e%2e',
	'%252e%252e%252f',
	'%2f',
	'%5c',
	'%00',
	'%0d%0a',
	'%',
	'\t',
	'\n',
	'\r\nX-Injected: 1\r\n',
	'\u0000',
	'\ufeff',
	'\u3002',
	'\uff0f',
	'\uff0e\uff0e',
	'\u2024',
	'@',
	':',
	'?',
	'#',
	'{account}',
	'{host}',
	trap,
	trap.replace(/^http:/, ''),
	trap.replace(/^http:\/\//, ''),
	'http:',
	'file:///etc/passwd',
	'javascript:alert(1)',
];

/** A path after one more decoding than the server does itself. */
function leadsOut(path: string): boolean {
	const [route] = path.split('?');
	let decoded = route;
	for (let round = 0; round < 4; round++) {
		const segments = decoded.split(/[/\\;]/);
		if (segments.includes('..') || segments.includes('.') || /[\\\0-\x1f\x7f]/.test(decoded)) {
			return true;
		}
		try {
			decoded = decodeURIComponent(decoded);
		} catch {
			return true;
		}
	}
	return !/^\/((platform|public|enterprise)\/)?(api|internal)(\/|$)/.test(route);
}

function suite<World>(desk: Desk<World>): void {
	const place = trappedDesk(desk);

	async function call(paths: string[]) {
		place.server.proxy.begin(() => undefined);
		const { outputs, error } = await executeNode({
			...desk.run(place.server.world, place.server.proxy.url, {
				resource: 'customApiCall',
				operation: 'call',
				method: 'GET',
				path: '={{ $json.path }}',
				options: { concurrency: 20, timeout: 20 },
			}),
			items: paths.map((path) => ({ json: { path } })),
			onError: 'continueRegularOutput',
		});
		expect(error).toBeUndefined();
		const sent = place.server.proxy.met.map((line) => line.replace(/^\w+ /, ''));
		expect(sent.filter(leadsOut)).toEqual([]);
		expect(place.trap.caught).toEqual([]);
		return { messages: outputs[0].map((item) => item.error?.message), sent };
	}

	it('goes nowhere else, however a path is put together', async () => {
		const path = fc
			.array(fc.oneof(fc.constantFrom(...pieces(place.trap.url)), fc.string({ maxLength: 3 })), {
				maxLength: 6,
			})
			.map((parts) => parts.join(''));
		const fromRoot = path.map((rest) => `/api/v1/${rest}`);
		await call(fc.sample(fc.oneof(path, fromRoot), { seed: 1, numRuns: RUNS }));
	});

	it.each([
		['another host', (url: string) => url.replace(/^http:/, '')],
		['another host by backslashes', (url: string) => url.replace('http://', '\\\\')],
		['another host by both', (url: string) => url.replace('http://', '/\\')],
		['an address', (url: string) => `${url}/api/v1/profile`],
		['an address behind an @', (url: string) => url.replace('http://', '@')],
		['dots', () => '/api/../auth/sign_in'],
		['encoded dots', () => '/api/%2e%2e/auth/sign_in'],
		['dots that are encoded twice', () => '/api/%252e%252e/auth/sign_in'],
		['encoded slashes', () => '/api/..%2f..%2fauth/sign_in'],
		['dots before a semicolon', () => '/api/..;/auth/sign_in'],
		['a tab among dots', () => '/api/.\t./auth/sign_in'],
		['a line break', () => '/api/v1\r\nX-Injected: 1'],
		['an encoded line break', () => '/api/v1%0d%0aX-Injected: 1'],
		['a query', () => '/api/v1/profile?x=1'],
		['a fragment', () => '/api/v1/profile#x'],
		['half of an encoding', () => '/api/v1/%e0%a4%a'],
	])('refuses %s before anything is sent', async (_name, pathOf) => {
		const { messages, sent } = await call([pathOf(place.trap.url)]);
		expect(messages).toEqual(['"Path" is not a path of the API']);
		expect(sent.filter((path) => !path.endsWith('/login'))).toEqual([]);
	});

	it.each(['/api/v1/a b', '/api/v1/\u3002\u3002/x', '/api//v1/x', '/api/v1/a%20b', '/api/v1/..a'])(
		'keeps to the server with %s',
		async (path) => {
			await call([path]);
		},
	);
}

describe('Chatwoot', () => suite(chatwootDesk));
describe('Twake', () => suite(twakeDesk));
