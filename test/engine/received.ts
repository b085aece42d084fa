import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

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
}

export interface Received {
	status: number;
	runs: number;
	/** Whether the trigger answered itself: only then n8n stores what it remembers. */
	answered: boolean;
}

let count = 0;

/** One delivery, handed to a trigger without any server, for great numbers: what came of it. */
export async function received(
	receive: (this: IWebhookFunctions) => Promise<IWebhookResponseData>,
	{ raw, headers, query = {} }: Handed,
	receiver: Receiver = {},
): Promise<Received> {
	const { parameters = {}, credentials = {}, staticData = {} } = receiver;
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
	expect(answered).toBe(noWebhookResponse === true);
	return { status, runs: workflowData?.[0].length ?? 0, answered };
}
