import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeConnectionTypes, NodeHelpers, Workflow } from 'n8n-workflow';
import type {
	IBinaryKeyData,
	IConnections,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IWorkflowSettings,
} from 'n8n-workflow';
import { CredentialsByType } from './credentials-helper';
import type { MemoryCredentials } from './credentials-helper';
import { standIns, triggerWith } from './stand-ins';
import { additionalDataOf, execute } from './workflow';

export interface ExampleRun {
	/** Its file in examples/. */
	file: string;
	/** The node to start from, and its output. */
	start: string;
	item?: IDataObject;
	/** The files of that output. */
	binary?: IBinaryKeyData;
	/** What the person changes in the Settings node. */
	settings?: Record<string, string | number>;
	/** Our node types by full name. */
	nodes: Record<string, INodeType>;
	/** The credentials by type; each of our nodes gets the one that it needs. */
	credentials: Record<string, MemoryCredentials>;
}

interface WorkflowFile {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
}

const FOLDER = join(__dirname, '../../examples');

export function readExample(file: string): WorkflowFile {
	return JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as WorkflowFile;
}

/** Runs an example workflow in n8n-core's engine; returns the items of each node that ran. */
export async function runExample(run: ExampleRun): Promise<Record<string, INodeExecutionData[]>> {
	const { name, nodes, connections, settings } = readExample(run.file);
	const startType = nodes.find((node) => node.name === run.start)?.type ?? '';
	const types: Record<string, INodeType> = {
		...standIns,
		...run.nodes,
		[startType]: triggerWith(run.item ?? {}, run.binary),
	};
	const nodeTypes: INodeTypes = {
		getByName: (type) => types[type],
		getByNameAndVersion: (type, version) => NodeHelpers.getVersionedNodeType(types[type], version),
		getKnownTypes: () => ({}),
	};
	const prepared = nodes
		.filter(({ type }) => type in types)
		.map((node) => ({
			...(node.name === 'Settings' ? withSettings(node, run.settings ?? {}) : node),
			...credentialOf(run.nodes[node.type]),
			// Failures should show at once, not after the pauses of "Retry On Fail".
			retryOnFail: false,
		}));
	const workflow = new Workflow({
		id: run.file,
		name,
		nodes: prepared,
		connections: connectionsAmong(prepared, connections),
		active: false,
		nodeTypes,
		settings,
	});
	const additionalData = additionalDataOf(workflow, new CredentialsByType(run.credentials));
	const { data } = await execute(workflow, additionalData, run.start);
	const { runData, error } = data.resultData;
	if (error) throw Object.assign(new Error(error.message), error);
	return Object.fromEntries(
		Object.entries(runData).map(([node, [task]]) => [node, task.data?.[MAIN]?.[0] ?? []]),
	);
}

const MAIN = NodeConnectionTypes.Main;

function credentialOf(node?: INodeType): Pick<INode, 'credentials'> {
	const [needed] = node?.description.credentials ?? [];
	return needed ? { credentials: { [needed.name]: { id: '1', name: 'Credential' } } } : {};
}

/** Fills in the Settings node; every setting has to exist already. */
function withSettings(node: INode, settings: Record<string, string | number>): INode {
	const { assignments } = node.parameters.assignments as {
		assignments: Array<{ name: string; value: string | number }>;
	};
	const known = assignments.map(({ name }) => name);
	const unknown = Object.keys(settings).filter((name) => !known.includes(name));
	if (unknown.length > 0) throw new Error(`There are no settings ${unknown.join()}`);
	const filled = assignments.map((each) => ({ ...each, value: settings[each.name] ?? each.value }));
	return { ...node, parameters: { ...node.parameters, assignments: { assignments: filled } } };
}

/** Without those from and to nodes that do not take part, such as a second trigger. */
function connectionsAmong(nodes: INode[], connections: IConnections): IConnections {
	const names = new Set(nodes.map(({ name }) => name));
	const toThem = (kinds: IConnections[string]) =>
		Object.entries(kinds).map(([kind, outputs]) => [
			kind,
			outputs.map((output) => output?.filter(({ node }) => names.has(node)) ?? null),
		]);
	return Object.fromEntries(
		Object.entries(connections)
			.filter(([name]) => names.has(name))
			.map(([name, kinds]) => [name, Object.fromEntries(toThem(kinds))]),
	) as IConnections;
}
