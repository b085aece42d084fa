import './environment';
import { randomUUID } from 'node:crypto';
import { BinaryDataService, CredentialTestContext, LoadOptionsContext } from 'n8n-core';
import { Container } from '@n8n/di';
import type {
	IBinaryData,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	INodeCredentialTestResult,
	INodeExecutionData,
	INodeListSearchResult,
	INodeParameters,
	INodeType,
	IRun,
	NodeApiError,
	OnError,
} from 'n8n-workflow';
import { MemoryCredentials } from './credentials-helper';
import { additionalDataOf, execute, NODE, workflowOf } from './workflow';

export interface NodeRun {
	node: INodeType;
	/** What the user filled in; everything else has its default. */
	parameters: INodeParameters;
	credential: ICredentialType;
	credentialData: ICredentialDataDecryptedObject;
	/** A stored credential that several runs share, instead of a fresh one from `credentialData`. */
	stored?: MemoryCredentials;
	/** One empty item by default. */
	items?: Array<IDataObject | INodeExecutionData>;
	onError?: OnError;
	/** Called once the node runs, with a function to cancel it. */
	whileRunning?: (cancel: () => void) => void;
}

export interface NodeResult {
	/** The JSON of the first output. */
	json: IDataObject[];
	/** All outputs as in n8n; the second is the error output with `continueErrorOutput`. */
	outputs: INodeExecutionData[][];
	/** What stopped the node, as n8n stores it. */
	error?: NodeApiError;
	/** The execution as n8n would store and show it, to search for leaks. */
	execution: IRun;
	/** How often the credential has logged in, in all runs that share it. */
	logins: number;
	/** Hints shown next to the output. */
	hints: string[];
}

/** Runs a node after a start node in n8n-core's own engine, with real HTTP helpers. */
export async function executeNode(run: NodeRun): Promise<NodeResult> {
	const credentials = run.stored ?? storeCredential(run);
	const workflow = workflowOf(run);
	const additionalData = additionalDataOf(workflow, credentials);
	const execution = execute(workflow, additionalData);
	run.whileRunning?.(() => execution.cancel());
	const result = await execution;
	const task = result.data.resultData.runData[NODE]?.[0];
	const outputs = (task?.data?.main ?? []).map((output) => output ?? []);
	return {
		json: (outputs[0] ?? []).map(({ json }) => json),
		outputs,
		error: (task?.error ?? result.data.resultData.error) as NodeApiError | undefined,
		execution: result,
		logins: credentials.logins,
		hints: (task?.hints ?? []).map(({ message }) => message),
	};
}

/** The credential as n8n would store it, with the token of its last login. */
export function storeCredential(
	run: Pick<NodeRun, 'credential' | 'credentialData'>,
): MemoryCredentials {
	return new MemoryCredentials(run.credential, { ...run.credentialData });
}

/** The JSON that a node outputs; throws the error that stopped it. */
export async function runNode(run: NodeRun): Promise<IDataObject[]> {
	const { json, error } = await executeNode(run);
	// n8n stores a copy that is no longer an Error; jest reports more about a real one.
	if (error) throw Object.assign(new Error(error.message), error);
	return json;
}

/** The error that stops a node; fails when the node succeeds. */
export async function errorOf(run: NodeRun): Promise<NodeApiError> {
	const { error, json } = await executeNode(run);
	if (!error) throw new Error(`The node succeeded: ${JSON.stringify(json)}`);
	return error;
}

/** What a picker shows, queried like the editor does, with the parameters filled in so far. */
export async function searchList(
	run: NodeRun,
	method: string,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const workflow = workflowOf(run);
	const additionalData = {
		...additionalDataOf(workflow, storeCredential(run)),
		currentNodeParameters: run.parameters,
	};
	const node = workflow.getNode(NODE)!;
	const context = new LoadOptionsContext(workflow, node, additionalData, '');
	const search = run.node.methods!.listSearch![method];
	return await search.call(context, filter, paginationToken);
}

/** The result of a credential test, as the credential's window shows it. */
export async function testCredential(
	run: Pick<NodeRun, 'node' | 'credentialData'>,
	method: string,
): Promise<INodeCredentialTestResult> {
	const test = run.node.methods!.credentialTest![method];
	const credential = { id: '1', name: 'Credential', type: '', data: run.credentialData };
	return await test.call(new CredentialTestContext(), credential);
}

/** An item with a file in binary field `data`, held in memory as n8n does by default. */
export function itemWithFile(
	json: IDataObject,
	content: Buffer,
	{ fileName, mimeType, property = 'data' }: Record<string, string>,
): INodeExecutionData {
	const data = content.toString('base64');
	return { json, binary: { [property]: { data, fileName, mimeType } } };
}

/** Like `itemWithFile`, but the file is on disk, as in n8n's filesystem mode. */
export async function itemWithStoredFile(
	json: IDataObject,
	content: Buffer,
	{ fileName, mimeType, property = 'data' }: Record<string, string>,
): Promise<INodeExecutionData> {
	const service = Container.get(BinaryDataService);
	await service.init();
	const location = { type: 'execution', workflowId: 'w1', executionId: randomUUID() } as const;
	const meta = { data: '', fileName, mimeType };
	const stored = await service.store(location, content, meta);
	return { json, binary: { [property]: stored } };
}

/** The bytes of a file that a node output, wherever n8n keeps them. */
export async function readBinary(binary: IBinaryData): Promise<Buffer> {
	return await Container.get(BinaryDataService).getAsBuffer(binary);
}
