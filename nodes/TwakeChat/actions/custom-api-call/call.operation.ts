import type { IDataObject } from 'n8n-workflow';
import { objectWith } from '../../../shared/answers';
import { isPlainPath } from '../../../shared/api-path';
import type { ApiRequest } from '../../../shared/request';
import { operation } from '../operation/operation';

const METHODS = ['DELETE', 'GET', 'POST', 'PUT'] as const;

export const callApi = operation({
	name: 'Call',
	value: 'call',
	action: 'Call API',
	description: 'Send any request to the homeserver, with the token of the credential',
	fields: [
		{
			displayName: 'Method',
			name: 'method',
			type: 'options',
			options: METHODS.map((value) => ({ name: value, value })),
			default: 'GET',
			description: 'The HTTP method',
		},
		{
			displayName: 'Path',
			name: 'path',
			type: 'string',
			default: '',
			placeholder: 'e.g. /_matrix/client/v3/account/whoami',
			description:
				'What follows the base URL of the credential; begins with /_matrix/, /_synapse/ or /_twake/. IDs in it have to be encoded, in an expression by encodeURIComponent().',
		},
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
	],
	orderKey: () => undefined,
	read(param) {
		const method = param.choice('method', METHODS);
		const path = param.requiredText('path').trim();
		// A path alone cannot lead to another host, but dot segments could leave the API.
		if (!/^\/_(matrix|synapse|twake)\//.test(path) || !isPlainPath(path)) {
			param.refuse(
				'path',
				'is not a path of the API',
				'It begins with /_matrix/. Query parameters go into Query, and IDs in it are encoded.',
			);
		}
		const query = (param.optionalObject('query') ?? {}) as ApiRequest['query'];
		const body = method === 'GET' || method === 'DELETE' ? undefined : param.optionalObject('body');
		return { method, path, query, body };
	},
	act: async ({ chat, input: request }) =>
		await chat.requester.send({ ...request, answer: objectWith<IDataObject>() }),
});
