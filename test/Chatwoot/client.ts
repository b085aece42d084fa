import { createHmac } from 'node:crypto';
import type { IDataObject, INodeExecutionData, INodeParameters, OnError } from 'n8n-workflow';
import { ChatwootClientApi } from '../../credentials/ChatwootClientApi.credentials';
import { ChatwootClient } from '../../nodes/Chatwoot/client/ChatwootClient.node.ts';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import type { NodeRun } from '../engine';
import { SandboxDesk } from './sandbox-desk';

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

/** Runs operations of a resource of the Chatwoot Client node in a fresh demo world. */
export class ClientDesk extends SandboxDesk<Rest> {
	/** The inbox of the credential. */
	get bridge() {
		return this.chatwoot.state.inboxes.get(1)!;
	}

	/** The requests that arrived, as `POST /contacts`, with their bodies. */
	get sent(): Array<[request: string, body: unknown]> {
		return this.chatwoot.requests.map(({ method, path, body }) => [
			`${method} ${path.replace(P, '')}`,
			body,
		]);
	}

	run(operation: string, change: object, rest?: Rest): NodeRun {
		const parameters = { resource: this.resource, operation, ...change } as INodeParameters;
		return clientRun(this.chatwoot, { ...rest, parameters });
	}
}
