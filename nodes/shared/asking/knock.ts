import type { IExecuteFunctions, IHookFunctions, ISupplyDataFunctions } from 'n8n-workflow';

/** How n8n says that nothing waits at an address any more (n8n.md §11). */
const OVER = /does not exist|has finished|No action required/;

/**
 * Calls the address of a question, which makes the waiting node look for an answer. Returns whether
 * nothing waits there any more; false also when that is uncertain.
 */
export type Knock = (address: string) => Promise<boolean>;

type Helpers = Pick<IExecuteFunctions | IHookFunctions | ISupplyDataFunctions, 'helpers'>;

export function knocker({ helpers }: Helpers): Knock {
	return async (url) => {
		const request = { method: 'POST', url, body: {}, timeout: 5_000 } as const;
		const more = { returnFullResponse: true, ignoreHttpStatusErrors: true };
		const asked = helpers.httpRequest({ ...request, ...more }).catch(() => undefined);
		const answer = (await asked) as { statusCode: number; body: unknown } | undefined;
		if (!answer) return false;
		const { statusCode, body } = answer;
		return statusCode === 410 || OVER.test(typeof body === 'string' ? body : JSON.stringify(body));
	};
}
