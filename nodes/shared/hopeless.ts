import { perhapsDone } from './connection-problems';
import type { Problem } from './errors';

/** Node's codes for certificates that it does not trust (its list of X509 codes). */
const CERTIFICATE =
	/^(CERT_|CRL_|ERR_TLS_CERT|ERROR_IN_C|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED)/;

/** Impossible protocols and addresses. */
const ADDRESS =
	/^(ERR_TLS|ERR_SSL|ERR_OSSL|EPROTO$|EINVAL$|ERR_INVALID_|ERR_UNESCAPED_|ERR_UNSUPPORTED)/;

/**
 * An answer that is not HTTP. One code is excepted: a connection that breaks off gives it as well.
 */
const NO_HTTP = /^HPE_(?!INVALID_EOF_STATE$)/;

/** Whether trying again after an error code is useless. */
export function isHopeless(code = ''): boolean {
	return [CERTIFICATE, ADDRESS, NO_HTTP].some((kind) => kind.test(code));
}

/**
 * The problem behind an error code after which trying again is useless. `writes`: the request was
 * meant to change something.
 */
export function hopeless(
	service: string,
	baseUrl: string,
	code = '',
	writes = false,
): Problem | undefined {
	if (!isHopeless(code)) return undefined;
	if (NO_HTTP.test(code)) {
		const problem = noHttp(service, baseUrl, code);
		return writes ? perhapsDone(service, problem) : problem;
	}
	const wayOut = CERTIFICATE.test(code)
		? IGNORE
		: 'Check the base URL in the credential: https:// where the server has a certificate, else http://.';
	return {
		message: `No connection to ${service} at ${baseUrl} is possible`,
		description: `The request was not sent (${code}). ${wayOut}`,
		reason: 'noConnection',
	};
}
function noHttp(service: string, baseUrl: string, code: string): Problem {
	return {
		message: `${service} at ${baseUrl} sent an answer that cannot be read (${code})`,
		description: code.endsWith('HEADER_OVERFLOW')
			? 'The headers of the answer are larger than n8n takes. Start n8n with NODE_OPTIONS=--max-http-header-size=65536, or look what adds to them.'
			: 'It is not HTTP. Check host and port of the base URL in the credential, and what stands between n8n and the server.',
		reason: 'strangeAnswer',
	};
}

/** How to make n8n trust one's own certificate. */
const TRUST =
	'n8n does not trust the certificate of the server. Where it has one of its own, start n8n with NODE_EXTRA_CA_CERTS (a file with its issuer)';
const IGNORE = `${TRUST}, or switch on "Ignore SSL Issues" in the credential.`;

/**
 * The way out when n8n does not trust the certificate of a file server; undefined for any other
 * code. `isOwn`: it is the server in the credential.
 */
export function certificateWayOut(code: string, isOwn: boolean): string | undefined {
	if (!CERTIFICATE.test(code)) return undefined;
	return isOwn
		? IGNORE
		: `${TRUST}. "Ignore SSL Issues" counts for the server in the credential alone.`;
}
