import type { IDataObject, INodeExecutionData, INodeParameters, OnError } from 'n8n-workflow';
import { ChatwootPlatformApi } from '../../credentials/ChatwootPlatformApi.credentials';
import { ChatwootPlatform } from '../../nodes/Chatwoot/platform/ChatwootPlatform.node.ts';
import { demoWorld, startChatwoot } from '../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { errorOf, executeNode, runNode } from '../engine';
import type { NodeResult, NodeRun } from '../engine';

const nodeType = new ChatwootPlatform();
const credentialType = new ChatwootPlatformApi();

export const PLATFORM_TOKEN = 'PLATFORM_TOKEN';

interface PlatformRun {
	parameters: INodeParameters;
	items?: Array<IDataObject | INodeExecutionData>;
	onError?: OnError;
	/** Changes to the credential of the demo world's platform app. */
	credential?: IDataObject;
}
export type Rest = Omit<PlatformRun, 'parameters'>;

/** A run of the Chatwoot Platform node against a sandbox with the demo world. */
export function platformRun(
	chatwoot: ChatwootSandbox,
	{ credential, ...run }: PlatformRun,
): NodeRun {
	return {
		node: nodeType,
		credential: credentialType,
		credentialData: {
			baseUrl: chatwoot.url,
			accessToken: PLATFORM_TOKEN,
			...(credential as Record<string, string>),
		},
		...run,
	};
}

/** A fresh demo world on a server for every test, and the node running operations of a resource. */
export class PlatformDesk {
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

	/** The requests that arrived, as `POST /users`, with their bodies. */
	get sent(): Array<[request: string, body: unknown]> {
		return this.chatwoot.requests.map(({ method, path, body }) => [
			`${method} ${path.replace('/platform/api/v1', '')}`,
			body,
		]);
	}

	run(operation: string, change: object, rest: Rest = {}): NodeRun {
		const parameters = { resource: this.resource, operation, ...change } as INodeParameters;
		return platformRun(this.chatwoot, { ...rest, parameters });
	}
}
