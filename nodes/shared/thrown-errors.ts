import { TooLargeError } from './answer-stream';
import { perhapsDone, tooLarge } from './connection-problems';
import type { Reply } from './connection-problems';
import { hopeless } from './hopeless';
import type { HttpError, LoginWatch } from './login-watch';
import { changes } from './request-types';
import type { ApiRequest, Service } from './request-types';
import { attemptOf, verdictOn } from './retry';
import type { Attempt, ConnectionError } from './retry';

/** What n8n's helper throws, or the error of a connection that breaks by itself. */
export type ThrownError = Error &
	ConnectionError & {
		cause?: Error & ConnectionError;
		/** n8n's name for the error code. */
		httpCode?: string | null;
		/** The original texts that n8n has replaced by its own. */
		messages?: string[];
	};

/** The request that ended with the error. */
interface Broken {
	request: ApiRequest;
	service: Service;
	baseUrl: string;
	watch: LoginWatch;
}

/**
 * What a thrown error means. From errors of n8n's helper only status, body and code are taken: the
 * rest holds the request with its secrets.
 */
export function replyOf(error: ThrownError, broken: Broken): Reply {
	const { request, service, baseUrl, watch } = broken;
	if (error instanceof TooLargeError) {
		const problem = tooLarge(service.name, error.code);
		return { problem: changes(request) ? perhapsDone(service.name, problem) : problem };
	}
	const { login } = watch;
	if (login?.failure) return replyOfLogin(login.url, login.failure, broken);
	const thrown = causeOf(error);
	const { code } = thrown;
	const problem = hopeless(service.name, baseUrl, code, changes(request));
	if (problem) return { problem };
	if (code !== undefined) return { attempt: attemptOf(thrown), code };
	// No HTTP was involved: n8n or the credential has its own reason, and nothing was sent.
	const reason = { message: error.message };
	const isKnown = error.cause !== undefined || login !== undefined || !changes(request);
	return { problem: isKnown ? reason : perhapsDone(service.name, reason) };
}

/** What a failed login means: the request itself was never sent. */
function replyOfLogin(
	url: string,
	{ response, code, message }: HttpError,
	{ request, service, baseUrl }: Broken,
): Reply {
	const problem = hopeless(service.name, baseUrl, code);
	if (problem) return { problem };
	if (code === undefined && !response) return { problem: { message } };
	// A success that was thrown all the same: its body broke off on the way.
	if (!response || response.status < 300) return { attempt: { kind: 'notSent' }, code };
	const { status, headers = {}, data: body } = response;
	const answer = { status, headers, body, url };
	const attempt: Attempt = { kind: 'answered', status };
	const verdict = verdictOn(attempt, true);
	if (verdict === 'wait') return { attempt, response: answer };
	if (verdict === 'repeat') return { attempt: { kind: 'notSent' }, code: `HTTP ${status}` };
	const refusal = service.problemIn(answer, { ...request, path: url.slice(baseUrl.length) });
	return { problem: refusal ?? { message, status } };
}

/** What broke the connection. n8n 1.101 to 2.33 keep only code and text of it (n8n.md §9). */
function causeOf(error: ThrownError): ConnectionError {
	const { cause, httpCode, messages = [] } = error;
	if (cause) return cause;
	if (!httpCode) return error;
	const isConnecting = messages.some((message) => message.startsWith('connect '));
	return { code: httpCode, ...(isConnecting && { syscall: 'connect' }) };
}
