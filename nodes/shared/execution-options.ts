import type { INodeProperties } from 'n8n-workflow';
import { noneFoundField } from './none-found';
import type { ParameterSource } from './values';

/** How the whole execution is run; read once, from the first item. */
export interface ExecutionOptions {
	/** How many items are worked on at once, 1-50. */
	concurrency: number;
	/** How long one request may wait in total for limits and short outages, in ms. */
	maxWaitMs: number;
	/** How long an answer may take, in ms. */
	timeoutMs: number;
}

/** The last parameter of every node. */
export const optionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Concurrency',
			name: 'concurrency',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 50 },
			default: 5,
			description:
				'How many items are worked on at the same time. The output keeps the order of the input.',
		},
		noneFoundField,
		{
			displayName: 'Longest Wait (Seconds)',
			name: 'maxWait',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 3600 },
			default: 120,
			description:
				'How long one request may wait in total when the server limits requests or is not reachable for a moment. After that the item fails.',
		},
		{
			displayName: 'Timeout (Seconds)',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 3600 },
			default: 60,
			description: 'How long the server may take to answer one request',
		},
	],
};

export function executionOptions(execution: ParameterSource): ExecutionOptions {
	const read = (name: string, fallback: number, min: number, max: number) => {
		// Not Number(): an expression that yields '' would become 0, the shortest timeout.
		const value = parseFloat(String(execution.getNodeParameter(`options.${name}`, 0, fallback)));
		return Number.isFinite(value) ? Math.min(Math.max(value, min), max) : fallback;
	};
	return {
		concurrency: Math.floor(read('concurrency', 5, 1, 50)),
		maxWaitMs: read('maxWait', 120, 0, 3600) * 1000,
		timeoutMs: read('timeout', 60, 1, 3600) * 1000,
	};
}
