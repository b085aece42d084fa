import fc from 'fast-check';
import { namesAccount, parseApiPath, withAccount } from '../../../nodes/Chatwoot/api/paths';
import { pairsOf } from '../../../nodes/Chatwoot/api/rails';

const base = 'https://chat.example.com/desk';
const parse = (text: string) =>
	parseApiPath(text, { baseUrl: base, publicUrl: 'https://public.example' });

describe('a path of the API', () => {
	it.each([
		'/api',
		'/api/v1/profile',
		'/api/v2/accounts/1/reports',
		'/platform/api/v1/users/1',
		'/public/api/v1/inboxes/x/contacts/a%2Eb%2e.c',
		'/enterprise/api/v1/accounts/1/limits',
		'/api/v1/accounts/1/portals/a..b/articles/%C3%BC',
	])('may be %s', (path) => {
		expect(parse(path)).toBe(path);
	});

	it('may be pasted with an address of the server before it', () => {
		expect(parse(`${base}/api/v1/profile`)).toBe('/api/v1/profile');
		expect(parse('https://public.example/api/v1/profile')).toBe('/api/v1/profile');
	});

	it.each([
		['another server', 'https://evil.example/api/v1/profile'],
		['another server that begins alike', 'https://chat.example.com/desk.evil.example/api/v1/x'],
		['a server without a scheme', '//evil.example/api/v1'],
		['one that begins like the public address', 'https://public.example.evil/api/v1/x'],
		['no slash first', 'api/v1/profile'],
		['a user name', '@evil.example/api/v1'],
		['another part of the installation', '/super_admin/users'],
		['another word', '/apis/v1'],
		['dots', '/api/v1/../../super_admin'],
		['one dot', '/api/./v1'],
		['dots at the end', '/api/..'],
		['encoded dots', '/api/v1/%2e%2E/%2e%2e/super_admin'],
		['dots that some proxies see', '/api/v1/..;x/y'],
		['a half encoded dot', '/api/v1/.%2e/x'],
		['an encoded slash', '/api/v1/..%2f..%2fsuper_admin'],
		['dots encoded twice', '/api/v1/%252e%252e/x'],
		['dots encoded three times', '/api/v1/%25252e%25252e/x'],
		['dots encoded without end', `/api/v1/%${'25'.repeat(9)}2e/x`],
		['a backslash', '/api/v1\\..\\x'],
		['an encoded backslash', '/api/v1/..%5c..%5cx'],
		['a tab that URL parsers drop', '/api/.\t./x'],
		['a line break', '/api/v1/x\nHost: evil'],
		['an encoded line break', '/api/v1/x%0d%0aHost:%20evil'],
		['an encoded NUL', '/api/v1/x%00'],
		['a query', '/api/v1/x?account=1'],
		['a fragment', '/api/v1/x#y'],
		['broken encoding', '/api/v1/%zz'],
		['an overlong dot', '/api/v1/%c0%ae%c0%ae/x'],
	])('is never %s', (_, path) => {
		expect(parse(path)).toBeUndefined();
	});

	it('says where the account goes', () => {
		expect(withAccount('/api/v1/accounts/{account}/x/{account_id}', 7)).toBe(
			'/api/v1/accounts/7/x/7',
		);
		expect(namesAccount('/api/v1/accounts/{account_id}')).toBe(true);
		expect(namesAccount('/api/v1/accounts/{id}')).toBe(false);
	});
});

describe('the pairs of a form', () => {
	it('name what lies deeper as Rails does', () => {
		const value = { a: 1, b: { c: true, d: { e: 'x' } }, f: [1, 2], g: [{ h: 1 }], i: null, j: '' };
		expect(pairsOf(value)).toEqual([
			['a', '1'],
			['b[c]', 'true'],
			['b[d][e]', 'x'],
			['f[]', '1'],
			['f[]', '2'],
			['g[][h]', '1'],
			['j', ''],
		]);
	});
});

describe('hostile paths', () => {
	const piece = fc.constantFrom(
		...['/', '..', '.', '%2e', '%2E', '%2f', '%5c', '\\', '%25', '2e', 'api', 'v1', 'x', '@'],
		...[
			':',
			'?',
			'#',
			' ',
			'\t',
			'\n',
			'%00',
			'%09',
			';',
			'//',
			'{account}',
			'evil.example',
			'ü',
			'%',
		],
	);
	const start = fc.constantFrom('/api/', '/platform/api/', `${base}/api/`, '', '//', 'https://');

	it('never lead to another server, and never out of the API', () => {
		const hostile = fc.tuple(start, fc.array(piece, { maxLength: 12 }));
		fc.assert(
			fc.property(hostile, ([first, rest]) => {
				const path = parse(first + rest.join(''));
				if (path === undefined) return;
				let url = `${base}${path}`;
				// As the client resolves it, and as proxies do that decode first.
				for (let round = 0; round < 3; round++) {
					const { origin, pathname } = new URL(url);
					expect(origin).toBe('https://chat.example.com');
					expect(pathname).toMatch(/^\/desk\/((platform|public|enterprise)\/)?api(\/|$)/);
					url = origin + decodeURIComponent(pathname).replace(/[?#]/g, '_');
				}
			}),
			{ numRuns: 5000 },
		);
	});
});
