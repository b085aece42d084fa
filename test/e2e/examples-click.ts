import type { House } from '../../tools/demo/house';
import type { StoredWorkflow, WorkflowNode } from '../../tools/n8n';
import { demoIds } from '../../sandbox/twake';
import { until } from './until';

const PATH = `/internal/services/applications/v1/applications/${demoIds.application}/event`;

/** Sets up a Twake Trigger as a person does: enters its production URL in Twake and publishes. */
export async function listen(
	{ twake, n8n, client }: House,
	workflow: StoredWorkflow,
	trigger: WorkflowNode,
): Promise<void> {
	const { api } = twake.state.applications.get(demoIds.application)!;
	api.hooks_url = `${n8n.url}/webhook/${String(trigger.webhookId)}/twake`;
	await client.activateWorkflow(workflow);
}

/** Clicks the first button as Alice. Returns "clicked", or what was answered instead. */
export async function clickFirstButton({ twake }: House): Promise<string> {
	const [message] = [...twake.state.messages.values()].flatMap((thread) => [...thread.values()]);
	const [, name] = /"action_id":"([^"]+)"/.exec(JSON.stringify(message.blocks)) ?? [];
	const user = twake.state.users.get(demoIds.alice);
	const request = {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			authorization: `Bearer ${twake.tokens.alice}`,
		},
		body: JSON.stringify({
			type: 'interactive_message_action',
			name,
			data: { user, message, form: {}, interactive_context: {} },
			company_id: demoIds.company,
			workspace_id: demoIds.workspace,
		}),
	};
	let answer = '';
	// n8n answers an activation before it listens.
	await until(async () => {
		const response = await fetch(`${twake.url}${PATH}`, request);
		answer = response.ok ? '' : await response.text();
		// Nor does it store immediately that an execution waits.
		return !/is not registered|was withdrawn/.test(answer);
	});
	return answer || 'clicked';
}
