import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../n8n';
import type { Credential, Workflow } from '../n8n';

const OURS = 'n8n-nodes-twake-chatwoot.';
/** The node types that take a credential. */
const USERS: Record<string, string[]> = {
	chatwootApi: ['chatwoot', 'chatwootCatchUp', 'chatwootMemory', 'chatwootTrigger'].map(
		(name) => OURS + name,
	),
	chatwootClientApi: [`${OURS}chatwootClient`],
	chatwootPlatformApi: [`${OURS}chatwootPlatform`],
	twakeApi: ['twake', 'twakeCatchUp', 'twakeTrigger'].map((name) => OURS + name),
	twakeChatApi: ['twakeChat', 'twakeChatTrigger'].map((name) => OURS + name),
	openAiApi: ['@n8n/n8n-nodes-langchain.lmChatOpenAi'],
};

/** An example as shipped. */
export function example(file: string): Workflow {
	return JSON.parse(readFileSync(join(repository, 'examples', file), 'utf8')) as Workflow;
}

/** The example with the credentials chosen and the settings entered, as a person does it. */
export function filledIn(
	file: string,
	credentials: Credential[],
	settings: Record<string, string>,
): Workflow {
	const workflow = example(file);
	for (const node of workflow.nodes) {
		for (const { id, name, type } of credentials) {
			if (type in USERS && USERS[type].includes(node.type.replace(/Tool$/, ''))) {
				node.credentials = { [type]: { id, name } };
			}
		}
		if (node.name !== 'Settings') continue;
		const { assignments } = node.parameters.assignments as {
			assignments: Array<{ name: string; value: unknown }>;
		};
		for (const each of assignments) each.value = settings[each.name] ?? each.value;
	}
	return workflow;
}
