import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../n8n';
import type { Credential, Workflow } from '../n8n';

const EXAMPLE = 'examples/new-ticket-to-twake.json';

/** What a person would enter in the example's "Settings" node. */
export interface Settings {
	customer: string;
	email: string;
	question: string;
	chatwootInbox: string;
	twakeChannel: string;
}

interface Assignment {
	name: string;
	value: string;
}

/** The example as shipped, with credentials chosen and settings filled in. */
export function exampleWorkflow(credentials: Credential[], settings: Settings): Workflow {
	const workflow = JSON.parse(readFileSync(join(repository, EXAMPLE), 'utf8')) as Workflow;
	for (const node of workflow.nodes) {
		for (const { id, name, type } of credentials) {
			if (node.credentials && type in node.credentials) node.credentials[type] = { id, name };
		}
		if (node.name !== 'Settings') continue;
		const { assignments } = node.parameters.assignments as { assignments: Assignment[] };
		for (const assignment of assignments) {
			assignment.value = settings[assignment.name as keyof Settings];
		}
	}
	return workflow;
}
