import type { IDataObject } from 'n8n-workflow';
import { demoWorld, startChatwoot } from '../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { errorOf, executeNode, runNode } from '../engine';
import type { NodeResult, NodeRun } from '../engine';

/** A fresh demo world on a server for every test, and the node running operations of a resource. */
export abstract class SandboxDesk<Rest extends object> {
	private sandbox?: ChatwootSandbox;

	constructor(protected readonly resource: string) {
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
	async output(operation: string, change: object = {}, rest?: Rest): Promise<IDataObject[]> {
		return await runNode(this.run(operation, change, rest));
	}

	async result(operation: string, change: object = {}, rest?: Rest): Promise<NodeResult> {
		return await executeNode(this.run(operation, change, rest));
	}

	/** Message and description of the error, on one line. */
	async refusal(operation: string, change: object = {}, rest?: Rest): Promise<string> {
		const error = await errorOf(this.run(operation, change, rest));
		return `${error.message} ${error.description ?? ''}`;
	}

	abstract run(operation: string, change: object, rest?: Rest): NodeRun;
}
