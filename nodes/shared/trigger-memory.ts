import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { BoundedMap } from './bounded-map';

type Context = Pick<IHookFunctions | IWebhookFunctions, 'getNode' | 'getWorkflow'>;

/** How many triggers one process remembers something for. */
const TRIGGERS = 1000;

/**
 * What triggers remember in this process, because n8n stores static data too late for things that
 * happen at the same moment. A memory ends with its trigger. If the trigger was ended in another
 * process of n8n, its memory is left unused and is dropped once it is the oldest.
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

	/** For a trigger that has stopped listening. */
	end(context: Context): void {
		this.memories.delete(keyOf(context));
	}
}

const keyOf = (context: Context) => `${context.getWorkflow().id}/${context.getNode().id}`;
