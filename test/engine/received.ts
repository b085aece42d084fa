import type {
	IDataObject,
	IHttpRequestOptions,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

export interface Handed {
	raw: Buffer;
	headers: IDataObject;
	query?: IDataObject;
}

export interface Receiver {
	parameters?: IDataObject;
	credentials?: IDataObject;
	staticData?: IDataObject;
	/** Two calls with the same name share the memory of one n8n process; default: a fresh one. */
	workflow?: string;
	/** Answers the requests that the trigger sends; default: nobody is there. */
	request?: (options: IHttpRequestOptions) => Promise<unknown>;
}

export interface Received {
	status: number;
	runs: number;
	/** Whether the trigger answered itself: only then does n8n store what it remembers. */
	answered: boolean;
}

type Receive = (this: IWebhookFunctions) => Promise<IWebhookResponseData>;

/** Where the trigger listens. */
export const ADDRESS = 'http://n8n.test/webhook/x/chatwoot';

const nobody = async () =>
	await Promise.reject<unknown>(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));

let count = 0;

/** Hands a delivery to a trigger without a server, for large numbers; returns the result. */
export async function received(
	receive: Receive,
	handed: Handed,
	receiver: Receiver = {},
): Promise<Received> {
	const { items, ...result } = await handedOver(receive, handed, receiver);
	return { ...result, runs: items.length };
}

/** The same with the JSON of the runs that it starts. */
export async function handedOver(
	receive: Receive,
	{ raw, headers, query = {} }: Handed,
	receiver: Receiver = {},
): Promise<Omit<Received, 'runs'> & { items: IDataObject[] }> {
	const { parameters = {}, credentials = {}, staticData = {}, request = nobody } = receiver;
	const id = receiver.workflow ?? `received${count++}`;
	let status = 200;
	let answered = false;
	const context = {
		getRequestObject: () => ({ rawBody: raw, headers }),
		getQueryData: () => query,
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		getMode: () => 'webhook',
		getWorkflow: () => ({ id }),
		getNode: () => ({ id: 'node' }),
		getNodeWebhookUrl: () => ADDRESS,
		logger: { debug: () => {}, warn: () => {} },
		helpers: {
			httpRequestWithAuthentication: async (_credential: string, options: IHttpRequestOptions) =>
				await request(options),
		},
		getWorkflowStaticData: () => staticData,
		getCredentials: async () => await Promise.resolve(credentials),
		getResponseObject: () => ({
			status: (code: number) => {
				status = code;
				return { json: () => (answered = true) };
			},
		}),
	} as unknown as IWebhookFunctions;
	const { workflowData, noWebhookResponse } = await receive.call(context);
	if (answered !== (noWebhookResponse === true)) throw new Error('answered twice, or not at all');
	return { status, answered, items: (workflowData?.[0] ?? []).map(({ json }) => json) };
}
