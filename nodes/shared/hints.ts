import type { IExecuteFunctions } from 'n8n-workflow';

export type Hint = (message: string, type?: 'info' | 'warning') => void;

/** Collects hints shown beside a node's output; each is shown once, however many items give it. */
export function hinter(execution: Pick<IExecuteFunctions, 'addExecutionHints'>): Hint {
	const given = new Set<string>();
	return (message, type = 'info') => {
		if (given.has(message)) return;
		given.add(message);
		execution.addExecutionHints({ message, type, location: 'outputPane' });
	};
}
