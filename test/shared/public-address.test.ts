import { isPublic } from '../../nodes/shared/public-address';

const SERVER = 'http://chatwoot.internal:3000';
/** As n8n judges addresses, where it does. */
const judging = (isAllowed: boolean | Error) => ({
	getSecureEgressFilter: (policy?: string) => ({
		validateUrl: async () => {
			if (isAllowed instanceof Error) throw isAllowed;
			return await Promise.resolve({ ok: isAllowed && policy === 'enforced' });
		},
	}),
});

describe('an address in foreign data', () => {
	it.each([
		...['http://127.0.0.1/x', 'http://127.1/x', 'http://2130706433/', 'http://localhost:80/'],
		...['http://LOCALHOST./', 'http://a.localhost/', 'http://0.0.0.0/', 'http://10.1.2.3/'],
		...['http://172.16.0.1/', 'http://172.31.255.1/', 'http://192.168.1.1/', 'http://[::1]/'],
		...['http://169.254.169.254/', 'http://100.100.100.200/', 'http://[fe80::1]/'],
		...['http://[fd00::1]/', 'http://[::ffff:10.0.0.1]/', 'http://224.0.0.1/'],
		...['file:///etc/passwd', 'ftp://x.test/', `${SERVER.replace('3000', '3001')}@127.0.0.1/`],
		'http://chatwoot.internal:3000@127.0.0.1/',
	])('is not public where it says so itself: %s', async (url) => {
		expect(await isPublic({}, url, SERVER)).toBe(false);
	});

	it.each([
		...['https://files.example.com/a', 'http://8.8.8.8/', 'http://172.32.0.1/'],
		...['http://100.1.1.1/', 'http://[2606:4700::1]/', `${SERVER}/a`, 'http://10.example.com/'],
	])('is public, or the server itself: %s', async (url) => {
		expect(await isPublic({}, url, SERVER)).toBe(true);
	});

	it('is judged by n8n where it can: by what the name leads to', async () => {
		expect(await isPublic(judging(false), 'https://files.example.com', SERVER)).toBe(false);
		expect(await isPublic(judging(true), 'https://10.0.0.5', SERVER)).toBe(true);
		expect(await isPublic(judging(true), 'https://[::1]', SERVER)).toBe(false);
		expect(await isPublic(judging(new Error('ENOTFOUND')), 'https://x.test', SERVER)).toBe(false);
		expect(await isPublic(judging(false), `${SERVER}/a`, SERVER)).toBe(true);
	});
});
