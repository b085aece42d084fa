import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import type { Installation } from './install';

export const owner = { email: 'owner@example.com', password: 'Sandbox-1' };

export interface Workflow {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	/** Items that replace a node's output, by node name. n8n answers null for none. */
	pinData?: Record<string, unknown> | null;
}

export interface WorkflowNode {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	[key: string]: unknown;
}

export interface StoredWorkflow extends Workflow {
	id: string;
	versionId: string;
}

export interface Credential {
	id: string;
	name: string;
	type: string;
}

export interface Execution {
	status: string;
	data: { resultData: { runData: Record<string, NodeRun[]>; error?: { message: string } } };
}

export interface Item {
	json: Record<string, unknown>;
	binary?: Record<string, { fileName: string }>;
}

export interface NodeRun {
	data?: { main: Array<Item[] | null> };
	error?: { message: string; description?: string };
}

/** n8n's own REST interface, as its editor uses it, for one signed-in owner. */
export class N8nClient {
	private cookie = '';

	private constructor(
		private readonly url: string,
		private readonly parse: (text: string) => unknown,
	) {}

	/** Creates the owner's account if there is none yet and signs in. */
	static async signIn(url: string, installation: Installation): Promise<N8nClient> {
		// n8n sends execution data in the format of this package, which is a dependency of its own.
		const load = createRequire(join(installation.folder, 'node_modules', 'n8n', 'package.json'));
		const flatted = load('flatted') as { parse: (text: string) => unknown };
		const client = new N8nClient(url, flatted.parse);
		const settings = await client.get<{ userManagement: { showSetupOnFirstLoad: boolean } }>(
			'/rest/settings',
		);
		if (settings.userManagement.showSetupOnFirstLoad) {
			await client.post('/rest/owner/setup', { ...owner, firstName: 'Sandbox', lastName: 'Owner' });
		} else {
			const { email, password } = owner;
			await client.post('/rest/login', { emailOrLdapLoginId: email, password });
		}
		return client;
	}

	async nodeTypes(): Promise<Array<{ name: string; displayName: string }>> {
		return await this.get('/types/nodes.json');
	}

	async createCredential(
		name: string,
		type: string,
		data: Record<string, unknown>,
	): Promise<Credential> {
		const { id } = await this.post<Credential>('/rest/credentials', { name, type, data });
		return { id, name, type };
	}

	/** Presses "Test" in the credential: returns n8n's verdict. */
	async testCredential({
		id,
		name,
		type,
	}: Credential): Promise<{ status: string; message: string }> {
		const { data } = await this.get<{ data: unknown }>(`/rest/credentials/${id}?includeData=true`);
		return await this.post('/rest/credentials/test', { credentials: { id, name, type, data } });
	}

	async createWorkflow(workflow: Workflow): Promise<StoredWorkflow> {
		const { settings = { executionOrder: 'v1' }, ...rest } = workflow;
		const { name, nodes, connections, pinData } = rest;
		const body = { name, nodes, connections, pinData, settings, active: false };
		return await this.post('/rest/workflows', body);
	}

	async activateWorkflow({ id, versionId }: StoredWorkflow): Promise<void> {
		await this.post(`/rest/workflows/${id}/activate`, { versionId });
	}

	async deactivateWorkflow({ id }: StoredWorkflow): Promise<void> {
		await this.post(`/rest/workflows/${id}/deactivate`);
	}

	/** Runs a stored workflow from its trigger to its end. */
	async runWorkflow(workflow: StoredWorkflow, trigger: string): Promise<Execution> {
		return await this.finishedExecution(await this.startWorkflow(workflow, trigger));
	}

	/** Starts a stored workflow from its trigger; returns the ID of the execution. */
	async startWorkflow(workflow: StoredWorkflow, trigger: string): Promise<string> {
		const { executionId } = await this.post<{ executionId: string }>(
			`/rest/workflows/${workflow.id}/run`,
			{ workflowData: workflow, triggerToStartFrom: { name: trigger } },
		);
		return executionId;
	}

	/** Waits for an execution to finish; throws after two minutes. */
	async finishedExecution(id: string): Promise<Execution> {
		const deadline = Date.now() + 120_000;
		while (Date.now() < deadline) {
			const { status, data } = await this.get<{ status: string; data: string }>(
				`/rest/executions/${id}`,
			);
			if (!['new', 'running', 'waiting'].includes(status)) {
				return { status, data: this.parse(data) as Execution['data'] };
			}
			await sleep(100);
		}
		throw new Error(`Execution ${id} did not finish within two minutes.`);
	}

	/**
	 * The newest executions with one of these states, of one workflow or of all, and how many there are;
	 * the list ends at a hundred.
	 */
	async executions(
		status: string[],
		workflowId?: string,
	): Promise<{ count: number; results: Array<{ id: string; status: string }> }> {
		const filter = encodeURIComponent(JSON.stringify({ status, workflowId }));
		return await this.get(`/rest/executions?limit=100&filter=${filter}`);
	}

	async get<T>(path: string): Promise<T> {
		return await this.send<T>('GET', path);
	}

	async post<T>(path: string, body?: unknown): Promise<T> {
		return await this.send<T>('POST', path, body);
	}

	private async send<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
		const answer = await request(`${this.url}${path}`, {
			method,
			// A login is bound to the browser id it was made with: n8n.md §3.
			headers: { 'content-type': 'application/json', 'browser-id': 'sandbox', cookie: this.cookie },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await answer.body.text();
		if (answer.statusCode >= 400) {
			throw new Error(
				`n8n answered ${answer.statusCode} to ${method} ${path}: ${text.slice(0, 500)}`,
			);
		}
		for (const cookie of [answer.headers['set-cookie'] ?? []].flat()) {
			if (cookie.startsWith('n8n-auth=')) this.cookie = cookie.split(';')[0];
		}
		const value = JSON.parse(text) as { data?: T };
		return value.data ?? (value as T);
	}
}
