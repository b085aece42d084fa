import type {
	IExecuteFunctions,
	IHookFunctions,
	ISupplyDataFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

/** How n8n says that nothing waits at an address any more, and that it is not waiting now (n8n.md §11). */
const OVER = /does not exist|has finished|No action required/;
const RUNS = /is running already/;

/**
 * Calls the address of a question, which makes the waiting node look for an answer. Returns whether
 * its execution is over or runs at the moment; it may still wait if neither is certain.
 */
export type Knock = (address: string) => Promise<'over' | 'runs' | 'waits'>;

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
		if (!answer) return 'waits';
		const { statusCode, body } = answer;
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		if (statusCode === 410 || OVER.test(text)) return 'over';
		return RUNS.test(text) ? 'runs' : 'waits';
	};
}
