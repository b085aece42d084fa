import type { House } from '../../tools/demo/house';
import type { Execution, StoredWorkflow } from '../../tools/n8n';
import { NAMES } from './triggers-workflows';
import type { Name, Workflows } from './triggers-workflows';

interface Listed {
	id: string;
	mode: string;
}

/** The executions that n8n keeps of a workflow with a trigger. */
export class Runs {
	private readonly words = new Map<string, string>();

	constructor(private readonly house: House) {}

	async ofAll(workflows: Workflows): Promise<Record<Name, string[]>> {
		const all = NAMES.map(async (name) => [name, await this.of(workflows[name])] as const);
		return Object.fromEntries(await Promise.all(all)) as Record<Name, string[]>;
	}

	/** What started each execution, in words, sorted: "message_created Hello". */
	async of({ id }: StoredWorkflow): Promise<string[]> {
		const { client } = this.house;
		const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
		const { results } = await client.get<{ results: Listed[] }>(
			`/rest/executions?filter=${filter}&limit=100`,
		);
		for (const { id: execution, mode } of results) {
			if (this.words.has(execution)) continue;
			const finished = await client.finishedExecution(execution);
			this.words.set(execution, `${mode === 'manual' ? 'test: ' : ''}${wordsOf(finished)}`);
		}
		return results.map((result) => this.words.get(result.id)!).sort();
	}
}

function wordsOf({ status, data }: Execution): string {
	const { runData, error } = data.resultData;
	if (status !== 'success') return `${status}: ${error?.message}`;
	const [[run]] = Object.values(runData);
	return (run.data?.main[0] ?? [])
		.map(({ json }) => {
			const message = json.message as { content: string } | undefined;
			const conversation = json.conversation as { status: string } | undefined;
			return `${String(json.event)} ${String(message?.content ?? conversation?.status ?? json.text)}`;
		})
		.join();
}
