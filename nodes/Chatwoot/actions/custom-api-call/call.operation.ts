import { jsonParse } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { fileNameFrom, mimeTypeIn } from '../../../shared/file-headers';
import { anything } from '../../../shared/answers';
import { methodField } from '../../../shared/api-call';
import { isObject } from '../../../shared/json';
import { WithFiles } from '../../../shared/operation';
import type { OperationResult } from '../../../shared/operation';
import type { ApiRequest, FileStream } from '../../../shared/request';
import { isMarked, noteWriter } from '../../api/mark';
import { markedCall } from '../../api/marked-calls';
import { namesAccount, parseApiPath, withAccount } from '../../api/paths';
import { pairsOf } from '../../api/rails';
import { accountLocator } from '../operation/account';
import { operation } from '../operation/operation';
import type { ChatwootContext } from '../operation/types';
import type { ChatwootParameters } from '../parameters/parameters';
import { asObject, recordsIn } from './answer';
import { bodyFields, bodyFrom } from './body';

const METHODS = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'] as const;
const RESPONSES = ['file', 'json', 'text'] as const;

export const callApi = operation({
	name: 'Call',
	value: 'call',
	action: 'Call API',
	access: 'bots',
	description:
		'Send any request to the API of Chatwoot with the access token of the credential, for what has no operation of its own',
	isOfToken: true,
	fields: [
		methodField(METHODS),
		{
			displayName: 'Path',
			name: 'path',
			type: 'string',
			default: '/api/v1/accounts/{account}/',
			placeholder: 'e.g. /api/v1/accounts/{account}/automation_rules',
			description:
				'What follows the base URL of the credential: /api/v1/..., /api/v2/..., /platform/api/... or /public/api/... {account} stands for the ID of the account',
		},
		{
			...accountLocator,
			description:
				'The account that {account} in the path stands for. Leave it empty when the access token has only one account.',
		},
		{
			displayName: 'Query',
			name: 'query',
			type: 'json',
			default: '{}',
			description:
				'Query parameters as a JSON object, for example {"page": 2, "labels": ["vip"]}. Dates of reports are unix seconds.',
		},
		...bodyFields,
		{
			displayName: 'Response',
			name: 'response',
			type: 'options',
			options: [
				{ name: 'File', value: 'file', description: 'Put into a binary field' },
				{ name: 'JSON', value: 'json' },
				{ name: 'Text', value: 'text', description: 'For example CSV, in the output field "text"' },
			],
			default: 'json',
			description:
				'What Chatwoot answers to this request. Downloads of reports answer CSV: take text or file.',
		},
		{
			displayName: 'Split Into Items',
			name: 'splitItems',
			type: 'boolean',
			default: true,
			displayOptions: { show: { response: ['json'] } },
			description:
				'Whether to take the records out of their envelope ("payload") and return one item per record. When off, the answer is one item as Chatwoot sent it, with its "meta".',
		},
		{
			displayName: 'Put Output File in Field',
			name: 'outputBinaryField',
			type: 'string',
			default: 'data',
			displayOptions: { show: { response: ['file'] } },
			hint: 'The name of the output binary field to put the file in',
			description: 'The binary field of the output item that gets the file',
		},
	],
	async read(param, context) {
		const response = param.choice('response', RESPONSES);
		return {
			response,
			field: response === 'file' ? param.requiredText('outputBinaryField').trim() : '',
			isSplit: response === 'json' && param.boolean('splitItems'),
			request: await requestFrom(context),
		};
	},
	async act(call) {
		const { chatwoot, param } = call;
		const { response, field, isSplit, request } = call.input;
		if (response !== 'json') return await downloaded(call, request, field);
		const result = await chatwoot.requester.attempt({ ...request, answer: anything });
		if (!('error' in result)) {
			const { body } = result;
			if (isObject(body) && isMarked(body)) noteWriter(chatwoot.requester.baseUrl, body);
			return isSplit ? recordsIn(body) : asObject(body);
		}
		const { status = 0, reason } = result.problem;
		const isOtherType = status >= 200 && status < 300 && reason === 'otherServer';
		if (!isOtherType) throw result.error;
		const done = request.method === 'GET' ? '' : ', the request may have been carried out';
		return param.refuse(
			'response',
			`is JSON, but the server answered with something else${done}`,
			'Choose Text or File, as for CSV reports. If it is a web page, check the base URL in the credential.',
		);
	},
});

async function requestFrom(context: ChatwootContext): Promise<ApiRequest> {
	const { param, account } = context;
	const method = param.choice('method', METHODS);
	const given =
		parseApiPath(param.requiredText('path').trim(), context) ??
		param.refuse(
			'path',
			'is not a path of the API',
			'It begins with /api/, /platform/api/ or /public/api/ and holds no "..". Query parameters go into Query.',
		);
	const open = /[{}][^/]*/.exec(withAccount(given, 1))?.[0];
	if (open !== undefined) {
		param.refuse(
			'path',
			`holds a placeholder: ${open}`,
			'Only {account} is filled in. Write the ID there, or an expression.',
		);
	}
	const query = queryFrom(param);
	const withMark = (body: IDataObject) => markedCall(method, given, body);
	const content = method === 'GET' ? {} : await bodyFrom(context, withMark);
	const path = namesAccount(given) ? withAccount(given, (await account()).id) : given;
	return { method, path, query, ...content };
}

/**
 * The query in the form of `shared/request`: one value, or a list under the name without brackets.
 */
function queryFrom(param: ChatwootParameters): ApiRequest['query'] {
	const query = Object.create(null) as Record<string, string | string[]>;
	for (const [name, value] of pairsOf(param.optionalObject('query') ?? {})) {
		if (!name.endsWith('[]')) {
			query[name] = value;
			continue;
		}
		const bare = name.slice(0, -2);
		query[bare] = [query[bare] ?? [], value].flat();
	}
	return query;
}

/** Text or a file. JSON is output as JSON even so, because secrets can be removed from it. */
async function downloaded(
	{ chatwoot, store }: Pick<ChatwootContext, 'chatwoot' | 'store'>,
	request: ApiRequest,
	field: string,
): Promise<OperationResult> {
	const { stream, headers } = await chatwoot.requester.download(request);
	const type = mimeTypeIn(headers);
	const isJson = type.includes('json');
	if (isJson || field === '') {
		const text = chatwoot.requester.withoutSecrets(await textOf(stream));
		return isJson ? asObject(jsonParse(text, { fallbackValue: text })) : { text, mime_type: type };
	}
	const file = await store(stream, fileNameFrom(headers, request.path), type);
	const { fileName: name = '', mimeType: mime_type } = file;
	return new WithFiles({ file_name: name, mime_type }, { [field]: file });
}

async function textOf(stream: FileStream): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString();
}
