import { createHmac } from 'node:crypto';
import type { IDataObject, INodeExecutionData, INodeParameters, OnError } from 'n8n-workflow';
import { ChatwootClientApi } from '../../credentials/ChatwootClientApi.credentials';
import { ChatwootClient } from '../../nodes/Chatwoot/client/ChatwootClient.node.ts';
import { demoWorld, startChatwoot } from '../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { errorOf, executeNode, runNode } from '../engine';
import type { NodeResult, NodeRun } from '../engine';

const nodeType = new ChatwootClient();
const credentialType = new ChatwootClientApi();

interface ClientRun {
	parameters: INodeParameters;
	items?: Array<IDataObject | INodeExecutionData>;
	onError?: OnError;
	/** Changes to the credential of the demo world's bridge. */
	credential?: IDataObject;
}

/** A run of the Chatwoot Client node against a sandbox with the demo world. */
export function clientRun(chatwoot: ChatwootSandbox, { credential, ...run }: ClientRun): NodeRun {
	return {
		node: nodeType,
		credential: credentialType,
		credentialData: {
			baseUrl: chatwoot.url,
			inboxIdentifier: 'BRIDGE_IDENTIFIER',
			...(credential as Record<string, string>),
		},
		...run,
	};
}

export const HMAC_TOKEN = 'BRIDGE_HMAC_TOKEN';
export const signed: Rest = { credential: { hmacToken: HMAC_TOKEN } };
export const hashOf = (identifier: string): string =>
	createHmac('sha256', HMAC_TOKEN).update(identifier).digest('hex');

/** The customer of the demo world's conversation. */
export const CARLA = 'carla-on-the-bridge';

/** Where the bridge's customers are. */
export const P = '/public/api/v1/inboxes/BRIDGE_IDENTIFIER';

export type Rest = Omit<ClientRun, 'parameters'>;

/** A fresh demo world on a server for every test, and the node running operations of a resource. */
export class ClientDesk {
	private sandbox?: ChatwootSandbox;

	constructor(private readonly resource: string) {
		beforeAll(async () => {
			this.sandbox = await startChatwoot();
		});
		beforeEach(() => {
			this.chatwoot.seed(demoWorld);
			this.chatwoot.requests.length = 0;
		});
		afterAll(async () => {
			expect(this.chatwoot.mistakes).toEqual([]);
			await this.chatwoot.close();
		});
	}

	get chatwoot(): ChatwootSandbox {
		return this.sandbox!;
	}

	/** The inbox of the credential. */
	get bridge() {
		return this.chatwoot.state.inboxes.get(1)!;
	}

	async output(operation: string, change: object = {}, rest: Rest = {}): Promise<IDataObject[]> {
		return await runNode(this.run(operation, change, rest));
	}

	async result(operation: string, change: object = {}, rest: Rest = {}): Promise<NodeResult> {
		return await executeNode(this.run(operation, change, rest));
	}

	/** Message and description of the error, on one line. */
	async refusal(operation: string, change: object = {}, rest: Rest = {}): Promise<string> {
		const error = await errorOf(this.run(operation, change, rest));
		return `${error.message} ${error.description ?? ''}`;
	}

	/** The requests that arrived, as `POST /contacts`, with their bodies. */
	get sent(): Array<[request: string, body: unknown]> {
		return this.chatwoot.requests.map(({ method, path, body }) => [
			`${method} ${path.replace(P, '')}`,
			body,
		]);
	}

	run(operation: string, change: object, rest: Rest = {}): NodeRun {
		const parameters = { resource: this.resource, operation, ...change } as INodeParameters;
		return clientRun(this.chatwoot, { ...rest, parameters });
	}
}
