import './environment';
import { TriggerContext } from 'n8n-core';
import type { IDataObject, INodeExecutionData, WorkflowExecuteMode } from 'n8n-workflow';
import type { NodeRun } from '.';
import { MemoryCredentials } from './credentials-helper';
import { additionalDataOf, NODE, workflowOf } from './workflow';

/** A long-running trigger, started as n8n starts it. */
export interface LongTrigger {
	/** The JSON of each run that it started, in order. */
	runs: IDataObject[];
	items: INodeExecutionData[];
	/** The keys by which n8n recognises executions. */
	keys: Array<string | undefined>;
	/** What it reported as fatal. */
	errors: Error[];
	/** What it wrote into n8n's log as warnings. */
	warnings: string[];
	/** What n8n stored at the last start of an execution. */
	stored: IDataObject;
	/** Starts the test in the editor. */
	test(): Promise<void>;
	close(): Promise<void>;
	/** As n8n does after a failure, without reading again what it stored. */
	startAgain(): Promise<void>;
}

export interface LongTriggerOptions {
	mode?: WorkflowExecuteMode;
	/** What n8n stored before it was started. */
	stored?: IDataObject;
	workflow?: string;
	/** Keys of executions that n8n already has: it starts none for a known key. */
	known?: Set<string>;
	/** What an execution does until it ends. */
	execute?(json: IDataObject): Promise<void>;
}

export async function startTrigger(
	run: NodeRun,
	{
		mode = 'trigger',
		stored = {},
		workflow: id = 'w1',
		known = new Set(),
		execute,
	}: LongTriggerOptions = {},
): Promise<LongTrigger> {
	const workflow = workflowOf(run, id, structuredClone(stored));
	const node = workflow.getNode(NODE)!;
	const storedNow = () =>
		JSON.parse(JSON.stringify(workflow.getStaticData('node', node))) as IDataObject;
	const data = additionalDataOf(
		workflow,
		new MemoryCredentials(run.credential, { ...run.credentialData }),
	);
	const trigger: Omit<LongTrigger, 'test' | 'close' | 'startAgain'> = {
		runs: [],
		items: [],
		keys: [],
		errors: [],
		warnings: [],
		stored: {},
	};
	const context = new TriggerContext(
		workflow,
		node,
		data,
		mode,
		'activate',
		(output, _response, done, key) => {
			trigger.stored = storedNow();
			const isKnown = key !== undefined && known.has(key);
			const run = isKnown ? undefined : execute?.(output[0][0].json);
			void Promise.resolve(run).then(() => done?.resolve(undefined as never));
			if (isKnown) return;
			if (key !== undefined) known.add(key);
			trigger.keys.push(key);
			trigger.items.push(...output[0]);
			trigger.runs.push(...output[0].map(({ json }) => json));
		},
		(error) => trigger.errors.push(error),
	);
	const warn = { value: (text: string) => void trigger.warnings.push(text) };
	const logger = { value: Object.create(context.logger, { warn }) as TriggerContext['logger'] };
	const heard = Object.create(context, { logger }) as TriggerContext;
	const start = async () => await run.node.trigger!.call(heard);
	let response = await start();
	// n8n also stores it after activation.
	trigger.stored = storedNow();
	return Object.assign(trigger, {
		test: async () => void (await response?.manualTriggerFunction?.()),
		close: async () => void (await response?.closeFunction?.()),
		startAgain: async () => {
			response = await start();
		},
	});
}
