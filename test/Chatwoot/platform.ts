import type { IDataObject, INodeExecutionData, INodeParameters, OnError } from 'n8n-workflow';
import { ChatwootPlatformApi } from '../../credentials/ChatwootPlatformApi.credentials';
import { ChatwootPlatform } from '../../nodes/Chatwoot/platform/ChatwootPlatform.node.ts';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import type { NodeRun } from '../engine';
import { SandboxDesk } from './sandbox-desk';

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

/** Runs operations of a resource of the Chatwoot Platform node in a fresh demo world. */
export class PlatformDesk extends SandboxDesk<Rest> {
	/** The requests that arrived, as `POST /users`, with their bodies. */
	get sent(): Array<[request: string, body: unknown]> {
		return this.chatwoot.requests.map(({ method, path, body }) => [
			`${method} ${path.replace('/platform/api/v1', '')}`,
			body,
		]);
	}

	run(operation: string, change: object, rest?: Rest): NodeRun {
		const parameters = { resource: this.resource, operation, ...change } as INodeParameters;
		return platformRun(this.chatwoot, { ...rest, parameters });
	}
}
