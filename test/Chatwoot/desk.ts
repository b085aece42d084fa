import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { demoWorld, startChatwoot } from '../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { errorOf, executeNode, runNode } from '../engine';
import type { NodeResult } from '../engine';
import { byId, chatwootRun, demo } from './chatwoot';
import type { ChatwootRun } from './chatwoot';

/** A fresh demo world on a server for every test, and the node running operations of a resource. */
export class Desk {
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

	/** The output of an operation with these parameters. */
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

	/** Bodies of the requests with a method, by the path after the account. */
	sent(method: string): Array<[path: string, body: unknown]> {
		return this.chatwoot.requests
			.filter((request) => request.method === method)
			.map(({ path, body }) => [path.replace('/api/v1/accounts/1', ''), body]);
	}

	private run(operation: string, change: object, rest: Rest) {
		const { resource } = this;
		const account = byId(demo.account);
		const parameters = { resource, operation, account, ...change } as INodeParameters;
		return chatwootRun(this.chatwoot, { ...rest, parameters });
	}
}

export type Rest = Omit<ChatwootRun, 'parameters'>;

export const asAgent: Rest = { credential: { accessToken: 'AGENT_TOKEN' } };
export const asBot: Rest = { credential: { accessToken: 'BOT_TOKEN' } };
