import { anything } from '../../nodes/shared/answers';
import type {
	ICredentialType,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	OnError,
} from 'n8n-workflow';
import { Requester } from '../../nodes/shared/request';
import type { ApiRequest, RequestLimits, Service } from '../../nodes/shared/request';
import { executeNode } from '../engine';
import type { NodeResult } from '../engine';
import { loginCredential, tinyNode, tinyOperation, tokenCredential } from './tiny-node';

/** A service whose failures are HTTP statuses and pages. */
export const tinyChat: Service = {
	name: 'Tiny Chat',
	credential: 'tinyApi',
	baseUrl: ({ url }) => (String(url).startsWith('http') ? String(url) : undefined),
	publicUrl: ({ url }) => String(url),
	secretsIn: ({ token, key }) => [token, key],
	problemIn({ status, headers, body }) {
		if (status >= 300 && status < 400) {
			return { message: `Tiny Chat has moved to ${String(headers.location)}`, status };
		}
		const message = `Tiny Chat refused the request (${status})`;
		if (status >= 400) return { message, status, body };
		const isText = typeof body === 'string' && body !== '';
		return isText ? { message: 'Tiny Chat sent no JSON', status } : undefined;
	},
	limitLasts: () => 60_000,
	logsIn: false,
};

type MakeRequest = (
	index: number,
	execution: IExecuteFunctions,
) => ApiRequest | Promise<ApiRequest>;

export interface Given {
	url: string;
	/** What the node sends for each item, or a function of the item. */
	request: ApiRequest | MakeRequest;
	/** The items or, for empty ones, their number. */
	items?: number | INodeExecutionData[];
	concurrency?: number;
	onError?: OnError;
	limits?: Partial<RequestLimits>;
	/** With a key the credential logs in, else it has a fixed token. */
	key?: string;
	/** The initial token. */
	token?: string;
	/** Downloads a file instead of asking for JSON. */
	download?: boolean;
	whileRunning?: (cancel: () => void) => void;
}

interface Context {
	requester: Requester;
	index: number;
	execution: IExecuteFunctions;
}

/** Sends a request per item from a node that n8n runs. */
export async function sendFromNode(given: Given): Promise<NodeResult> {
	const { url, request, items = 1, concurrency = 5, key, token = '', whileRunning } = given;
	const service: Service = { ...tinyChat, logsIn: key !== undefined && { token: 'token' } };
	const limits = { maxWaitMs: 120_000, timeoutMs: 5_000, ...given.limits };
	const send = tinyOperation<Context>('send', async ({ requester, index, execution }) => {
		const made = typeof request === 'function' ? await request(index, execution) : request;
		if (given.download === true) return await downloaded(requester, made);
		return { answer: await requester.send({ ...made, answer: anything }) } as IDataObject;
	});
	const node = tinyNode({
		resources: [{ name: 'Request', value: 'request', operations: [send] }],
		secrets: { keys: ['access_token', 'private_key'], untouchedKeys: [] },
		async open(execution) {
			const requester = await Requester.open(execution, service, limits);
			return (index) => ({ requester, index, execution });
		},
	});
	const credential: ICredentialType = key === undefined ? tokenCredential : loginCredential;
	return await executeNode({
		node,
		parameters: { resource: 'request', operation: 'send', options: { concurrency } },
		credential,
		credentialData: { url, token, ...(key !== undefined && { key }) },
		items: typeof items === 'number' ? emptyItems(items) : items,
		onError: given.onError,
		whileRunning,
	});
}

async function downloaded(requester: Requester, request: ApiRequest): Promise<IDataObject> {
	const { stream, headers } = await requester.download(request);
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
	return { file: Buffer.concat(chunks).toString('base64'), type: headers['content-type'] };
}

function emptyItems(count: number): IDataObject[] {
	return Array.from({ length: count }, (_, index) => ({ index }));
}
