import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../parameters';

/** How a node that catches up works. */
export function catchUpOptions(service: string): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'At Most',
				name: 'atMost',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 500,
				description:
					'How many events one round hands over. What is left comes in the next one, so that a long outage does not start all runs at once.',
			},
			{
				displayName: 'Missed After',
				name: 'missedAfter',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 60,
				description: `After how many seconds an event counts as missed. Before that, ${service} may still deliver it.`,
			},
		],
	};
}

/** The options as filled in; times in ms. */
export function catchUpSettings(param: Parameters): { atMost: number; patience: number } {
	return {
		atMost: param.optionalCount('options.atMost') ?? 500,
		patience: (param.optionalCount('options.missedAfter') ?? 60) * 1000,
	};
}
