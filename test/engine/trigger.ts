import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HookContext, WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	IWebhookData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type { NodeRun } from '.';
import { MemoryCredentials } from './credentials-helper';
import { additionalDataOf, NODE, workflowOf } from './workflow';

export interface Listener {
	/** Where deliveries go, as n8n's production URL of the node. */
	url: string;
	/** The JSON of each run that a delivery started, in the order of arrival. */
	runs: IDataObject[];
	/** The same with binary data. */
	items: INodeExecutionData[];
	/** The statuses returned to the sender. */
	answers: Array<{ status: number; body: unknown }>;
	/** What n8n stores with the workflow; a new listener with it is n8n after a restart. */
	staticData: IDataObject;
	/** Runs a step of the life cycle as n8n does when the workflow is activated or deactivated. */
	lifecycle(step: 'checkExists' | 'create' | 'delete'): Promise<boolean>;
	/** What n8n does on activation: checks, and creates if nothing exists. */
	activate(): Promise<void>;
	close(): Promise<void>;
}

export interface ListenOptions {
	mode?: WorkflowExecuteMode;
	staticData?: IDataObject;
	/** Separates what workflows remember. */
	workflow?: string;
	/** Listens at the test address, as the editor does for one event. */
	isTest?: boolean;
	/** The address of n8n, if a proxy is in front of this listener. */
	base?: string;
	/** The same port again, as n8n has it after a restart. */
	port?: number;
}

/**
 * A trigger node that listens on 127.0.0.1 like n8n's webhook server: reads the raw body, calls the
 * node through n8n-core's own context and answers with what it returns.
 */
export async function listen(run: NodeRun, options: ListenOptions = {}): Promise<Listener> {
	const { mode = 'webhook', staticData = {} } = options;
	const load = () => workflowOf(run, options.workflow ?? 'w1', structuredClone(staticData));
	/** Each call has what was stored when it began; of two calls at once, the later write wins. */
	const called = async <T>(work: (workflow: Workflow, node: INode) => Promise<T>): Promise<T> => {
		const workflow = load();
		const node = workflow.getNode(NODE)!;
		node.webhookId = 'webhook-id';
		const result = await work(workflow, node);
		if (workflow.staticData.__dataChanged !== true) return result;
		for (const key of Object.keys(staticData)) delete staticData[key];
		Object.assign(staticData, JSON.parse(JSON.stringify(workflow.getStaticData('node', node))));
		return result;
	};
	const credentials = new MemoryCredentials(run.credential, { ...run.credentialData });
	const additionalData = additionalDataOf(load(), credentials);
	const items: INodeExecutionData[] = [];
	const runs: IDataObject[] = [];
	const answers: Listener['answers'] = [];
	const { isTest = false, port = 0 } = options;
	const endpoint = isTest ? 'webhook-test' : 'webhook';
	const webhookData = {
		webhookDescription: run.node.description.webhooks?.[0],
		isTest,
	} as IWebhookData;

	const answer = (response: ServerResponse, status: number, body: unknown) => {
		answers.push({ status, body });
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(JSON.stringify(body));
	};
	const receive = async (request: IncomingMessage, response: ServerResponse) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const rawBody = Buffer.concat(chunks);
		const query = Object.fromEntries(new URL(request.url ?? '/', 'http://x').searchParams);
		const httpRequest = { headers: request.headers, query, params: {}, rawBody, body: {} };
		const httpResponse = {
			status: (status: number) => ({ json: (body: unknown) => answer(response, status, body) }),
		};
		const data = { ...additionalData, httpRequest, httpResponse } as never;
		const result = await called(async (workflow, node) => {
			const context = new WebhookContext(workflow, node, data, mode, webhookData, [], null);
			return await run.node.webhook!.call(context);
		});
		const started = result.workflowData?.[0] ?? [];
		items.push(...started);
		runs.push(...started.map(({ json }) => json));
		if (!result.noWebhookResponse) answer(response, 200, result.webhookResponse ?? {});
	};
	const server = createServer((request, response) => {
		receive(request, response).catch((error: Error) => {
			answer(response, 500, { message: error.message });
		});
	});
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	additionalData.webhookBaseUrl = `${options.base ?? base}/webhook`;
	additionalData.webhookTestBaseUrl = `${base}/webhook-test`;

	const lifecycle = async (step: 'checkExists' | 'create' | 'delete') =>
		await called(async (...place) => {
			const context = new HookContext(...place, additionalData, mode, 'activate', webhookData);
			return await run.node.webhookMethods!.default![step].call(context);
		});
	const path = run.node.description.webhooks?.[0].path ?? '';
	return {
		url: `${base}/${endpoint}/webhook-id/${path}`,
		items,
		runs,
		answers,
		staticData,
		lifecycle,
		activate: async () => {
			if (!(await lifecycle('checkExists'))) await lifecycle('create');
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}
