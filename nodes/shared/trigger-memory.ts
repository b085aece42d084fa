import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { BoundedMap } from './bounded-map';

type Context = Pick<IHookFunctions | IWebhookFunctions, 'getNode' | 'getWorkflow'>;

/** Triggers of which one process remembers something. */
const TRIGGERS = 1000;

/**
 * What triggers remember in this process: what n8n stores with the workflow comes too late for what
 * happens at once. A memory ends with its trigger; where another process of n8n has ended that, it is
 * among those unused for longest, and goes in the end.
 */
export class TriggerMemories<Memory> {
	private readonly memories = new BoundedMap<Memory>(TRIGGERS);

	constructor(private readonly begin: () => Memory) {}

	of(context: Context): Memory {
		const key = keyOf(context);
		const memory = this.memories.get(key) ?? this.begin();
		this.memories.set(key, memory);
		return memory;
	}

	/** For a trigger that no longer listens. */
	end(context: Context): void {
		this.memories.delete(keyOf(context));
	}
}

const keyOf = (context: Context) => `${context.getWorkflow().id}/${context.getNode().id}`;
