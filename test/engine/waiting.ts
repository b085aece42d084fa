import { createHmac, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InstanceSettings, WebhookContext, WorkflowExecute } from 'n8n-core';
import { Container } from '@n8n/di';
import type {
	IDataObject,
	INodeExecutionData,
	IRun,
	IRunExecutionData,
	IWebhookData,
} from 'n8n-workflow';
import { storeCredential } from '.';
import type { NodeRun } from '.';
import type { Listener } from './trigger';
import { additionalDataOf, execute, NODE, workflowOf } from './workflow';

/** A node whose execution waits for somebody, as n8n keeps it in its database. */
export interface WaitingRun {
	/** Whether it waits; otherwise it ended at once. */
	isWaiting: boolean;
	until?: Date;
	error?: Error & { description?: string };
	/** What the workflow continued with, once it has. */
	output(): INodeExecutionData[] | undefined;
	/** Makes n8n refuse the next answers that the node hands over, as it does while it starts. */
	refuse(answers: number): void;
	/** What n8n does when the time is up. */
	timeOut(): Promise<void>;
	/** What n8n does when somebody stops the execution. */
	stop(): void;
	close(): Promise<void>;
}

/** What else there is of this n8n. */
export interface Surroundings {
	/** The ID of the execution; by default a new one. */
	execution?: string;
	/** Receives the address of n8n before the node runs. */
	beforeRun?(base: string): Promise<void> | void;
	/** A trigger whose address below that of n8n leads to it. */
	trigger?(): Listener;
}

/**
 * Runs a node until it waits and then serves its address like n8n's webhook server for waiting
 * executions: checks the signature, calls the node, and goes on with what it returns.
 */
export async function runUntilWaiting(
	run: NodeRun,
	{ beforeRun, trigger, execution = randomUUID() }: Surroundings = {},
): Promise<WaitingRun> {
	const workflow = workflowOf(run);
	const additionalData = additionalDataOf(workflow, storeCredential(run));
	additionalData.executionId = execution;
	let stored: IRunExecutionData | undefined;
	let output: INodeExecutionData[] | undefined;
	let isTimedOut = false;
	let refusals = 0;

	const server = createServer((request, response) => {
		receive(request, response).catch((error: Error) => {
			response.writeHead(500).end(error.message);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	additionalData.webhookWaitingBaseUrl = `${base}/webhook-waiting`;

	const goOn = async () => {
		const data = stored!;
		stored = undefined;
		const { nodeExecutionStack } = data.executionData!;
		nodeExecutionStack[0].node.disabled = true;
		data.waitTill = undefined;
		data.resultData.runData[data.resultData.lastNodeExecuted!].pop();
		const result: IRun = await new WorkflowExecute(
			additionalData,
			'manual',
			data,
		).processRunExecutionData(workflowOf(run));
		output = result.data.resultData.runData[NODE]?.at(-1)?.data?.main[0] ?? undefined;
	};

	async function receive(request: IncomingMessage, response: ServerResponse) {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const url = new URL(request.url!, base);
		if (trigger && !url.pathname.startsWith('/webhook-waiting/')) {
			const answer = await fetch(trigger().url, {
				method: 'POST',
				headers: {
					'content-type': 'application/json',
					'x-twake-signature': String(request.headers['x-twake-signature']),
				},
				body: Buffer.concat(chunks),
			});
			response.writeHead(answer.status, { 'content-type': 'application/json' });
			response.end(await answer.text());
			return;
		}
		const told = (status: number, message: string) => {
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(JSON.stringify({ code: status, message }));
		};
		const [, , addressed] = url.pathname.split('/');
		if (addressed !== execution) {
			told(404, `The execution "${addressed}" does not exist.`);
			return;
		}
		if (!isSigned(url)) {
			response.writeHead(401).end();
			return;
		}
		const webhookDescription = run.node.description.webhooks!.find(
			({ httpMethod }) => httpMethod === request.method,
		);
		if (!stored || !webhookDescription) {
			told(isTimedOut ? 200 : 409, `The execution "${execution}" has finished already.`);
			return;
		}
		const raw = Buffer.concat(chunks);
		const body = await parsed(raw, request.headers['content-type'] ?? '');
		const query = Object.fromEntries(url.searchParams);
		const { method, headers } = request;
		const httpRequest = { method, headers, query, params: {}, rawBody: raw, body };
		const httpResponse = {
			status: (code: number) => {
				response.statusCode = code;
				return httpResponse;
			},
			set: (fields: Record<string, string>) => {
				for (const [name, value] of Object.entries(fields)) response.setHeader(name, value);
				return httpResponse;
			},
			send: (text: string) => response.end(text),
			once: (event: string, listener: () => void) => response.once(event, listener),
			get statusCode() {
				return response.statusCode;
			},
			json: (body: unknown) => {
				response.setHeader('content-type', 'application/json');
				response.end(JSON.stringify(body));
			},
		};
		const asked = workflowOf(run);
		const context = new WebhookContext(
			asked,
			asked.getNode(NODE)!,
			{ ...additionalData, httpRequest, httpResponse } as never,
			'manual',
			{ webhookDescription } as IWebhookData,
			[],
			stored,
		);
		const result = await run.node.webhook!.call(context);
		if (result.workflowData && refusals > 0) {
			refusals--;
			if (!result.noWebhookResponse) told(500, 'There was a problem executing the workflow');
			return;
		}
		if (result.workflowData && stored) {
			stored.executionData!.nodeExecutionStack[0].data.main = result.workflowData;
			await goOn();
		}
		if (!result.noWebhookResponse) {
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify(result.webhookResponse ?? {}));
		}
	}

	await beforeRun?.(base);
	const result = await execute(workflow, additionalData);
	const task = result.data.resultData.runData[NODE]?.[0];
	const error = (task?.error ?? result.data.resultData.error) as WaitingRun['error'];
	// Through JSON, as the database keeps it.
	if (result.waitTill) stored = JSON.parse(JSON.stringify(result.data)) as IRunExecutionData;
	else output = task?.data?.main[0] ?? undefined;
	return {
		isWaiting: stored !== undefined,
		until: result.waitTill ?? undefined,
		error,
		output: () => output,
		refuse: (answers) => {
			refusals = answers;
		},
		stop: () => {
			stored = undefined;
		},
		timeOut: async () => {
			isTimedOut = true;
			await goOn();
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}

/** n8n's own check, which not every n8n-core exports; older ones sign the host as well. */
function isSigned(url: URL): boolean {
	const signed = new URL(url);
	const signature = signed.searchParams.get('signature');
	signed.searchParams.delete('signature');
	const { hmacSignatureSecret } = Container.get(InstanceSettings);
	const path = `${signed.pathname}${signed.search}`;
	return [path, `${signed.host}${path}`].some(
		(text) => createHmac('sha256', hmacSignatureSecret).update(text).digest('hex') === signature,
	);
}

/** A body as n8n parses it; it stores files in its temporary folder. */
async function parsed(raw: Buffer, type: string): Promise<IDataObject> {
	if (type.includes('urlencoded')) return grouped([...new URLSearchParams(raw.toString())]);
	if (!type.startsWith('multipart/')) {
		return raw.length > 0 ? (JSON.parse(raw.toString()) as IDataObject) : {};
	}
	const response = new Response(new Uint8Array(raw), { headers: { 'content-type': type } });
	const parts: Array<[string, FormDataEntryValue]> = [];
	(await response.formData()).forEach((value, key) => parts.push([key, value]));
	const data: Array<[string, unknown]> = [];
	const files: Array<[string, unknown]> = [];
	for (const [key, value] of parts) {
		if (typeof value === 'string') {
			data.push([key, value]);
			continue;
		}
		const filepath = join(tmpdir(), randomUUID());
		writeFileSync(filepath, Buffer.from(await value.arrayBuffer()));
		const { name: originalFilename, type: mimetype, size } = value;
		files.push([key, { filepath, originalFilename, mimetype, size }]);
	}
	return { data: grouped(data), files: grouped(files) };
}

/** A repeated field is a list. */
function grouped(entries: Array<[string, unknown]>): IDataObject {
	const keys = [...new Set(entries.map(([key]) => key))];
	return Object.fromEntries(
		keys.map((key) => {
			const values = entries.filter(([other]) => other === key).map(([, value]) => value);
			return [key, values.length > 1 ? values : values[0]];
		}),
	) as IDataObject;
}
