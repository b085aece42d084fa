import './environment';
import { PollContext } from 'n8n-core';
import type { IDataObject, WorkflowExecuteMode } from 'n8n-workflow';
import type { NodeRun } from '.';
import { MemoryCredentials } from './credentials-helper';
import { additionalDataOf, NODE, workflowOf } from './workflow';

/** What a polling trigger puts out at one of its times, or when a person tries it. */
export async function poll(
	run: NodeRun,
	mode: WorkflowExecuteMode = 'trigger',
): Promise<IDataObject[] | null> {
	const workflow = workflowOf(run);
	const node = workflow.getNode(NODE)!;
	const credentials = new MemoryCredentials(run.credential, { ...run.credentialData });
	const data = additionalDataOf(workflow, credentials);
	const context = new PollContext(workflow, node, data, mode, 'activate');
	const output = await run.node.poll!.call(context);
	return output && output[0].map(({ json }) => json);
}
