import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { hopeless, isHopeless } from '../../nodes/shared/hopeless';
import { shrinkTime } from './fast-clock';
import { sendFromNode } from './requesting-node';

beforeEach(() => shrinkTime(200));
afterEach(() => {
	jest.restoreAllMocks();
});

describe('an error code', () => {
	it.each([
		// What node says of certificates (its list of X509 codes).
		...['UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_CRL', 'UNABLE_TO_DECRYPT_CERT_SIGNATURE'],
		...['UNABLE_TO_DECRYPT_CRL_SIGNATURE', 'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY'],
		...['CERT_SIGNATURE_FAILURE', 'CRL_SIGNATURE_FAILURE', 'CERT_NOT_YET_VALID'],
		...['CERT_HAS_EXPIRED', 'CRL_NOT_YET_VALID', 'CRL_HAS_EXPIRED'],
		...['ERROR_IN_CERT_NOT_BEFORE_FIELD', 'ERROR_IN_CRL_LAST_UPDATE_FIELD'],
		...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
		...['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
		...['CERT_CHAIN_TOO_LONG', 'CERT_REVOKED', 'INVALID_CA', 'PATH_LENGTH_EXCEEDED'],
		...['INVALID_PURPOSE', 'CERT_UNTRUSTED', 'CERT_REJECTED', 'HOSTNAME_MISMATCH'],
		...['ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_TLS_CERT_SIGNATURE_ALGORITHM_UNSUPPORTED'],
	])('of a certificate is hopeless, and names the ways out: %s', (code) => {
		expect(hopeless('Tiny Chat', 'https://tiny.example', code)?.description).toMatch(
			/not trust the certificate.*NODE_EXTRA_CA_CERTS.*Ignore SSL Issues/,
		);
	});

	it.each([
		...['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'],
		...['ERR_TLS_INVALID_PROTOCOL_VERSION', 'ERR_OSSL_EVP_UNSUPPORTED', 'ERR_INVALID_URL'],
		...['ERR_UNESCAPED_CHARACTERS', 'HPE_HEADER_OVERFLOW', 'HPE_INVALID_CONSTANT'],
	])('of a protocol is hopeless: %s', (code) => {
		expect(isHopeless(code)).toBe(true);
	});

	it.each([
		...['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN'],
		// The answer broke off.
		...['HPE_INVALID_EOF_STATE', undefined],
	])('of a moment is not: %s', (code) => {
		expect(isHopeless(code)).toBe(false);
	});
});

describe('an answer that cannot be read', () => {
	const get = { method: 'GET', path: '/' } as const;
	const post = { method: 'POST', path: '/', body: {} } as const;
	const huge = `HTTP/1.1 200 OK\r\nX-Huge: ${'x'.repeat(20_000)}\r\n\r\n`;

	it.each([
		['of another protocol', 'SSH-2.0-OpenSSH_9.6\r\n', get, /It is not HTTP/, ''],
		['with huge headers', huge, get, /--max-http-header-size/, ''],
		['of another protocol', '220 mail ESMTP\r\n', post, /It is not HTTP/, ', it may have been'],
	])('%s is asked for once (%#)', async (_, answer, request, wayOut, doubt) => {
		let connections = 0;
		const server = createServer((socket) => {
			connections++;
			socket.on('error', () => {});
			socket.once('data', () => socket.end(answer));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const { error } = await sendFromNode({ url, request });
		server.close();

		expect(error?.message).toMatch(`Tiny Chat at ${url} sent an answer that cannot be read (HPE_`);
		expect(error?.message.includes('it may have been carried out')).toBe(doubt !== '');
		expect(error?.description).toMatch(wayOut);
		expect(connections).toBe(1);
	});
});
