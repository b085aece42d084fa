import { NodeApiError } from 'n8n-workflow';
import type { INode, JsonObject } from 'n8n-workflow';
import { LoginWatch } from '../../nodes/shared/login-watch';
import type { ApiRequest } from '../../nodes/shared/request';
import { replyOf } from '../../nodes/shared/thrown-errors';
import type { ThrownError } from '../../nodes/shared/thrown-errors';
import { tinyChat } from './requesting-node';

const post: ApiRequest = { method: 'POST', path: '/messages' };
const get: ApiRequest = { method: 'GET', path: '/messages' };

/** What n8n 1.101 to 2.33 make of an error (n8n.md §9). */
function withoutCause(error: Error): ThrownError {
	const node = { id: '1', name: 'Tiny', type: 'tiny' } as INode;
	const wrapped = new NodeApiError(node, error as unknown as JsonObject);
	return Object.assign(wrapped, { cause: undefined }) as unknown as ThrownError;
}

function replyTo(error: Error, request: ApiRequest, watch = new LoginWatch()) {
	const baseUrl = 'https://chat.example.com';
	return replyOf(withoutCause(error), { request, service: tinyChat, baseUrl, watch });
}

describe('an error of which n8n has kept no cause', () => {
	const route = (message: string) => Object.assign(new Error(message), { code: 'ETIMEDOUT' });

	it.each([
		['connect ETIMEDOUT 192.0.2.1:443', 'notSent'],
		['read ETIMEDOUT', 'lost'],
	])('is told by its code, and %s as %s', (message, kind) => {
		expect(replyTo(route(message), post)).toEqual({ attempt: { kind }, code: 'ETIMEDOUT' });
	});

	it('leaves open whether a request was carried out when it says nothing', () => {
		expect(replyTo(new Error('Odd'), post)).toMatchObject({
			problem: { message: 'Odd', uncertain: true },
		});
	});

	it('is as it is where a request changes nothing', () => {
		expect(replyTo(new Error('Odd'), get)).toEqual({ problem: { message: 'Odd' } });
	});

	it('is of the login that has just ended: the request was not sent', () => {
		const watch = Object.assign(new LoginWatch(), {
			login: { url: 'https://chat.example.com/login' },
		});
		expect(replyTo(new Error('No token'), post, watch)).toEqual({
			problem: { message: 'No token' },
		});
	});
});
