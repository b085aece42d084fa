import type { INodeParameters } from 'n8n-workflow';
import type { NodeRun } from '../engine';
import { byId, chatwootRun, demo } from './chatwoot';
import type { ChatwootRun } from './chatwoot';
import { SandboxDesk } from './sandbox-desk';

/** Runs operations of a resource of the Chatwoot node in a fresh demo world. */
export class Desk extends SandboxDesk<Rest> {
	/** Bodies of the requests with a method, by the path after the account. */
	sent(method: string): Array<[path: string, body: unknown]> {
		return this.chatwoot.requests
			.filter((request) => request.method === method)
			.map(({ path, body }) => [path.replace('/api/v1/accounts/1', ''), body]);
	}

	run(operation: string, change: object, rest?: Rest): NodeRun {
		const { resource } = this;
		const account = byId(demo.account);
		const parameters = { resource, operation, account, ...change } as INodeParameters;
		return chatwootRun(this.chatwoot, { ...rest, parameters });
	}
}

export type Rest = Omit<ChatwootRun, 'parameters'>;

export const asAgent: Rest = { credential: { accessToken: 'AGENT_TOKEN' } };
export const asBot: Rest = { credential: { accessToken: 'BOT_TOKEN' } };
