import './environment';
import './regex';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import { NodeConnectionTypes, NodeHelpers, Workflow } from 'n8n-workflow';
import type {
	ICredentialsHelper,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import type { NodeRun } from '.';

const START = 'Start';
/** The name of the node under test. */
export const NODE = 'Node';
const START_TYPE = 'n8n-nodes-base.manualTrigger';

/**
 * A start node and the node under test. `id` tells workflows apart that keep data of their own;
 * `staticData` is that of the node.
 */
export function workflowOf(run: NodeRun, id = 'w1', staticData: IDataObject = {}): Workflow {
	const { description } = run.node;
	const credentialName = description.credentials?.[0].name ?? '';
	const node: INode = {
		id: 'node',
		name: NODE,
		type: description.name,
		typeVersion: 1,
		position: [200, 0],
		parameters: run.parameters,
		credentials: { [credentialName]: { id: '1', name: 'Credential' } },
		onError: run.onError,
	};
	const start: INode = {
		id: 'start',
		name: START,
		type: START_TYPE,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const types: Record<string, INodeType> = {
		[START_TYPE]: startNode((run.items ?? [{}]).map(asItem)),
		[description.name]: run.node,
	};
	const nodeTypes: INodeTypes = {
		getByName: (type) => types[type],
		getByNameAndVersion: (type, version) => NodeHelpers.getVersionedNodeType(types[type], version),
		getKnownTypes: () => ({}),
	};
	const connections = {
		[START]: { main: [[{ node: NODE, type: NodeConnectionTypes.Main, index: 0 }]] },
	};
	return new Workflow({
		id,
		name: 'Test',
		nodes: [start, node],
		connections,
		active: false,
		nodeTypes,
		staticData: { [`node:${NODE}`]: staticData },
	});
}

function startNode(items: INodeExecutionData[]): INodeType {
	return {
		description: {
			displayName: START,
			name: START_TYPE,
			group: ['trigger'],
			version: 1,
			description: 'Gives the items',
			defaults: { name: START },
			inputs: [],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		execute: async () => [items],
	};
}

function asItem(item: IDataObject | INodeExecutionData): INodeExecutionData {
	const isItem = 'json' in item && typeof item.json === 'object';
	return isItem ? (item as INodeExecutionData) : { json: item as IDataObject };
}

/** Runs a workflow in n8n-core's engine from its start node; n8n 1 takes single arguments. */
export function execute(
	workflow: Workflow,
	additionalData: IWorkflowExecuteAdditionalData,
	start?: string,
): ReturnType<WorkflowExecute['run']> {
	const execution = new WorkflowExecute(additionalData, 'manual');
	const startNode = (start === undefined ? undefined : workflow.getNode(start)) ?? undefined;
	if (execution.run.length === 1) return execution.run({ workflow, startNode });
	const run = execution.run as unknown as (
		...given: unknown[]
	) => ReturnType<WorkflowExecute['run']>;
	return run.call(execution, workflow, startNode);
}

/** What n8n hands to an execution, for one that needs no database. */
export function additionalDataOf(
	workflow: Workflow,
	credentialsHelper: ICredentialsHelper,
): IWorkflowExecuteAdditionalData {
	const base = 'http://127.0.0.1/';
	const stored = {
		id: workflow.id,
		name: 'Test',
		nodes: Object.values(workflow.nodes),
		connections: workflow.connectionsBySourceNode,
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: new Date(),
		updatedAt: new Date(),
	};
	return {
		credentialsHelper,
		executionId: '1',
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: base,
		instanceBaseUrl: base,
		webhookBaseUrl: base,
		webhookWaitingBaseUrl: base,
		webhookTestBaseUrl: base,
		formBaseUrl: base,
		formWaitingBaseUrl: base,
		formTestBaseUrl: base,
		mcpBaseUrl: base,
		mcpTestBaseUrl: base,
		hooks: new ExecutionLifecycleHooks('manual', '1', stored),
		setExecutionStatus() {},
		logAiEvent() {},
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
		executeWorkflow: async () => {
			throw new Error('There are no other workflows here');
		},
		startRunnerTask: async () => {
			throw new Error('There is no task runner here');
		},
	} as unknown as IWorkflowExecuteAdditionalData;
}
