import type {
	IExecuteFunctions,
	IHookFunctions,
	ISupplyDataFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

/** How n8n says that nothing waits at an address any more, and that it is not waiting now (n8n.md §11). */
const OVER = /does not exist|has finished|No action required/;
const RUNS = /is running already/;

/** What an execution does that has asked; it may wait if nothing else is certain. */
type State = 'over' | 'runs' | 'waits';

/**
 * Calls the address of a question, which makes the waiting node look for an answer. Returns what its
 * execution does.
 */
export type Knock = (address: string) => Promise<State>;

type Helpers = Pick<
	IExecuteFunctions | IHookFunctions | ISupplyDataFunctions | IWebhookFunctions,
	'helpers'
>;

export function knocker({ helpers }: Helpers): Knock {
	return async (url) => {
		const request = { method: 'POST', url, body: {}, timeout: 5_000 } as const;
		const more = { returnFullResponse: true, ignoreHttpStatusErrors: true };
		const asked = helpers.httpRequest({ ...request, ...more }).catch(() => undefined);
		const answer = (await asked) as { statusCode: number; body: unknown } | undefined;
		return answer ? stateIn(answer) : 'waits';
	};
}

/** What an execution does, in the answer at the address of its question. */
export function stateIn({ statusCode, body }: { statusCode: number; body: unknown }): State {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	if (statusCode === 410 || OVER.test(text)) return 'over';
	return RUNS.test(text) ? 'runs' : 'waits';
}
