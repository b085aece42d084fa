import { randomUUID } from 'node:crypto';
import { demoWorld } from '../../sandbox/chatwoot';
import type { House } from '../../tools/demo/house';
import type { StoredWorkflow, WorkflowNode } from '../../tools/n8n';

const INBOX = demoWorld.inboxes?.bridge.id;
const inbox = { __rl: true, mode: 'id', value: INBOX };
const message = ['message_created'];

/** Each trigger as somebody would set it up, by the name of its workflow. */
const PARAMETERS = {
	events: { events: ['message_created', 'conversation_status_changed'] },
	customers: { preset: 'newCustomerMessage' },
	callback: { source: 'callback', inbox, events: message },
	bot: { source: 'bot', inbox, events: [...message, 'conversation_resolved'] },
	chat: { events: ['newMessage', 'messageEdited'] },
};

export type Name = keyof typeof PARAMETERS;
export type Workflows = Record<Name, StoredWorkflow>;
export const NAMES = Object.keys(PARAMETERS) as Name[];

/** Five workflows of one trigger each. */
export async function createWorkflows({ client, credentials }: House): Promise<Workflows> {
	const [chatwoot, twake] = ['chatwootApi', 'twakeApi'].map((type) =>
		credentials.find((each) => each.type === type)!,
	);
	const created = NAMES.map(async (name) => {
		const [{ id, type, name: shown }, kind] =
			name === 'chat' ? [twake, 'twakeTrigger'] : [chatwoot, 'chatwootTrigger'];
		const trigger = {
			id: randomUUID(),
			webhookId: randomUUID(),
			name: 'Trigger',
			type: `n8n-nodes-twake-chatwoot.${kind}`,
			typeVersion: 1,
			position: [0, 0],
			parameters: PARAMETERS[name],
			credentials: { [type]: { id, name: shown } },
		};
		const workflow = { name: `Trigger of ${name}`, nodes: [trigger], connections: {} };
		return [name, await client.createWorkflow(workflow)] as const;
	});
	return Object.fromEntries(await Promise.all(created)) as Workflows;
}

/** Where the trigger of a workflow listens, under the public address of n8n. */
export function addressOf({ nodes }: StoredWorkflow, base: string, isTest = false): string {
	const [{ type, webhookId }] = nodes as [WorkflowNode];
	const path = type.endsWith('.twakeTrigger') ? 'twake' : 'chatwoot';
	return `${base}/webhook${isTest ? '-test' : ''}/${String(webhookId)}/${path}`;
}
