import { request } from 'undici';
import type { N8n, Run, Workflow } from '../../sandbox/window';
import { owner } from '../n8n';
import type { StoredWorkflow } from '../n8n';
import type { House } from './house';

const RUNS = 30;

export interface Offered {
	workflow: StoredWorkflow;
	about: string;
	/** The trigger by which a person starts it. */
	start?: string;
}

interface ListedRun {
	id: string;
	workflowId: string;
	workflowName: string;
	status: string;
	startedAt: string | null;
	createdAt: string;
	stoppedAt: string | null;
}

/** The n8n of a house, as the window of the sandbox shows it. */
export function automationOf({ n8n, client }: House, offered: Offered[]): N8n {
	const workflows: Workflow[] = offered.map(({ workflow: { id, name }, about, start }) => ({
		id,
		name,
		about,
		canStart: start !== undefined,
	}));
	return {
		url: n8n.url,
		workflows,
		runs: async () => {
			const path = `/rest/executions?limit=${RUNS}`;
			const { results } = await client.get<{ results: ListedRun[] }>(path);
			return results.map(runOf);
		},
		start: async (id) => {
			const chosen = offered.find(({ workflow }) => workflow.id === id);
			if (chosen?.start) await client.startWorkflow(chosen.workflow, chosen.start);
		},
		cookie: async () => await signIn(n8n.url),
	};
}

function runOf({ id, workflowId, workflowName, status, ...times }: ListedRun): Run {
	const startedAt = Date.parse(times.startedAt ?? times.createdAt);
	const isOver = times.stoppedAt !== null && status !== 'waiting' && status !== 'running';
	const took = isOver ? Date.parse(String(times.stoppedAt)) - startedAt : undefined;
	return { id, workflow: workflowName, workflowId, status, startedAt, took };
}

/** A login that is bound to no browser: n8n.md §3. */
async function signIn(url: string): Promise<string> {
	const { email, password } = owner;
	const { headers, body } = await request(`${url}/rest/login`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ emailOrLdapLoginId: email, password }),
	});
	await body.dump();
	const cookies = [headers['set-cookie'] ?? []].flat();
	return cookies.find((cookie) => cookie.startsWith('n8n-auth='))?.split(';')[0] ?? '';
}
