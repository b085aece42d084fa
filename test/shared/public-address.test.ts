import { isPublic } from '../../nodes/shared/public-address';

const SERVER = { baseUrl: 'http://chatwoot.internal:3000', publicUrl: 'https://10.0.0.2' };
/** How n8n judges addresses, where it does. */
const judging = (isAllowed: boolean | Error) => ({
	getSecureEgressFilter: (policy?: string) => ({
		validateUrl: async () => {
			if (isAllowed instanceof Error) throw isAllowed;
			return await Promise.resolve({ ok: isAllowed && policy === 'enforced' });
		},
	}),
});
const judged = async (host: string, helpers = {}) =>
	await isPublic(helpers, `http://${host}/x`, SERVER);

/** First and last of each range of IANA's registries, and what stands just outside of it. */
const RANGES: Array<[range: string, inside: string[], outside: string[]]> = [
	['0/8', ['0.0.0.0', '0.255.255.255'], ['1.0.0.0']],
	['10/8', ['10.0.0.0', '10.255.255.255'], ['9.255.255.255', '11.0.0.0']],
	['100.64/10', ['100.64.0.0', '100.127.255.255'], ['100.63.255.255', '100.128.0.0']],
	['127/8', ['127.0.0.1', '127.255.255.255'], ['126.255.255.255', '128.0.0.0']],
	['169.254/16', ['169.254.0.0', '169.254.169.254'], ['169.253.255.255', '169.255.0.0']],
	['172.16/12', ['172.16.0.0', '172.31.255.255'], ['172.15.255.255', '172.32.0.0']],
	['192.0.0/24', ['192.0.0.0', '192.0.0.255'], ['192.0.1.0']],
	['192.0.2/24', ['192.0.2.1'], ['192.0.3.0']],
	['192.88.99/24', ['192.88.99.1'], ['192.88.98.255', '192.88.100.0']],
	['192.168/16', ['192.168.0.0', '192.168.255.255'], ['192.167.255.255', '192.169.0.0']],
	['198.18/15', ['198.18.0.0', '198.19.255.255'], ['198.17.255.255', '198.20.0.0']],
	['198.51.100/24', ['198.51.100.1'], ['198.51.99.255', '198.51.101.0']],
	['203.0.113/24', ['203.0.113.1'], ['203.0.112.255', '203.0.114.0']],
	['multicast', ['224.0.0.1', '239.255.255.255'], ['223.255.255.255']],
	['240/4', ['240.0.0.1', '255.255.255.255'], []],
	['loopback and none', ['[::]', '[::1]'], []],
	['IPv4 as IPv6', ['[::ffff:10.0.0.1]', '[::ffff:8.8.8.8]', '[::127.0.0.1]'], []],
	['translated', ['[::ffff:0:127.0.0.1]', '[64:ff9b::127.0.0.1]', '[64:ff9b:1::a00:1]'], []],
	['discarded', ['[100::1]'], []],
	['Teredo and others', ['[2001::1]', '[2001:1ff:ffff::1]'], ['[2001:200::1]']],
	['documentation', ['[2001:db8::1]', '[3fff:fff::1]'], ['[2001:db9::1]', '[3fff:1000::1]']],
	['6to4', ['[2002:7f00:1::]', '[2002:ffff::1]'], ['[2003::1]']],
	['private', ['[fc00::1]', '[fdff::1]'], []],
	['link and site', ['[fe80::1]', '[febf::1]', '[fec0::1]', '[feff::1]'], []],
	['multicast 6', ['[ff02::1]'], []],
	['not given out', ['[1fff::1]', '[4000::1]', '[5f00::1]', '[a00::1]'], ['[2606:4700::1111]']],
];

describe('an address in foreign data', () => {
	it.each(RANGES)('is not public in %s', async (_range, inside, outside) => {
		for (const host of inside) expect([host, await judged(host)]).toEqual([host, false]);
		for (const host of outside) expect([host, await judged(host)]).toEqual([host, true]);
	});

	it.each([
		...['127.1', '2130706433', '0x7f000001', '0177.0.0.1', '0x7f.1', '127.0.0.1.', '%31%32%37.1'],
		...['\uFF11\uFF12\uFF17.0.0.1', '127\u30020\u30020\u30021', '[0:0:0:0:0:ffff:7f00:0001]'],
	])('is not public however 127.0.0.1 is written: %s', async (host) => {
		expect(await judged(host)).toBe(false);
	});

	it.each([
		...['localhost', 'LOCALHOST.', 'localhost:80', 'a.localhost', 'localhost.localdomain'],
		...['ip6-localhost', 'ip6-loopback', 'metadata.google.internal', 'metadata.google.internal.'],
		...['redis', 'n8n:5678', 'printer.local', 'fritz.lan', 'router.home.arpa', 'crm.corp'],
		...['chatwoot.internal', 'chatwoot.internal:3000@127.0.0.1', 'chatwoot.internal:80'],
	])('is not public by a name of the own network: %s', async (host) => {
		expect(await judged(host)).toBe(false);
	});

	it.each(['files.example.com', '10.example.com', 'localhost.example.com', 'internal.com'])(
		'is public by a name of the internet: %s',
		async (host) => {
			expect(await judged(host)).toBe(true);
		},
	);

	it('is none of the web', async () => {
		expect(await isPublic({}, 'file:///etc/passwd', SERVER)).toBe(false);
		expect(await isPublic({}, 'ftp://example.com/x', SERVER)).toBe(false);
	});

	it('is fine where it leads to the server in the credential, by either of its addresses', async () => {
		expect(await judged('chatwoot.internal:3000')).toBe(true);
		expect(await judged('chatwoot.internal.:3000')).toBe(true);
		expect(await judged('10.0.0.2')).toBe(true);
		expect(await judged('10.0.0.2:8443')).toBe(false);
	});

	it('is judged by n8n where it can: by what the name leads to, and what its owner allows', async () => {
		expect(await judged('files.example.com', judging(false))).toBe(false);
		const unknown = new Error('ENOTFOUND');
		await expect(judged('files.example.com', judging(unknown))).rejects.toBe(unknown);
		expect(await judged('10.0.0.5', judging(true))).toBe(true);
		expect(await judged('minio.lan', judging(true))).toBe(true);
		expect(await judged('chatwoot.internal:3000', judging(false))).toBe(true);
	});

	it.each([
		...['[::ffff:10.0.0.1]', '[64:ff9b::127.0.0.1]', '[2002:7f00:1::]', '[fec0::1]'],
		...['100.100.100.200', '240.0.0.1', '224.0.0.1', '[::]'],
	])('is refused where n8n’s own list leaves it out: %s', async (host) => {
		expect(await judged(host, judging(true))).toBe(false);
	});
});
