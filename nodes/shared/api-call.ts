import type { INodeProperties } from 'n8n-workflow';
import { isPlainPath } from './api-path';
import type { Parameters } from './parameters';
import type { ApiRequest } from './request-types';

/** The parts of *Custom API Call* that the services have in common. */

export function methodField(methods: readonly string[]): INodeProperties {
	return {
		displayName: 'Method',
		name: 'method',
		type: 'options',
		options: methods.map((value) => ({ name: value, value })),
		default: 'GET',
		description: 'The HTTP method',
	};
}

const METHODS = ['DELETE', 'GET', 'POST', 'PUT'] as const;

/** The fields of a call whose body is a JSON object. */
export function apiCallFields(
	path: Pick<INodeProperties, 'placeholder' | 'description'>,
): INodeProperties[] {
	return [
		methodField(METHODS),
		{ displayName: 'Path', name: 'path', type: 'string', default: '', ...path },
		{
			displayName: 'Query',
			name: 'query',
			type: 'json',
			default: '{}',
			description: 'Query parameters as a JSON object',
		},
		{
			displayName: 'Body',
			name: 'body',
			type: 'json',
			default: '{}',
			displayOptions: { show: { method: ['POST', 'PUT'] } },
			description: 'The body as a JSON object',
		},
	];
}

/**
 * The request in the parameters of `apiCallFields`. A path cannot lead to another host, but dot
 * segments could leave the API: refused unless it begins as `beginning` says, with `wayOut`.
 */
export function apiCallFrom(
	param: Parameters,
	beginning: RegExp,
	wayOut: string,
): Pick<ApiRequest, 'method' | 'path' | 'query' | 'body'> {
	const method = param.choice('method', METHODS);
	const path = param.requiredText('path').trim();
	if (!beginning.test(path) || !isPlainPath(path)) {
		param.refuse('path', 'is not a path of the API', wayOut);
	}
	const query = (param.optionalObject('query') ?? {}) as ApiRequest['query'];
	const body = method === 'GET' || method === 'DELETE' ? undefined : param.optionalObject('body');
	return { method, path, query, body };
}
