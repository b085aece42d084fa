import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from './parameters';

/** "Return All" and "Limit", the same two parameters for every list. */
export const pageFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

export const MESSAGE_ORDERS = ['newest', 'chronological', 'oldest'] as const;

/** In which order messages are listed. */
export function messageOrderField(
	first: (typeof MESSAGE_ORDERS)[number],
	description = 'From which end to begin; with a limit, this decides which messages you get',
): INodeProperties {
	return {
		displayName: 'Order',
		name: 'order',
		type: 'options',
		options: [
			{ name: 'Newest First', value: 'newest' },
			{
				name: 'Newest, in the Order of Writing',
				value: 'chronological',
				description: 'With a limit the newest ones, and of these the oldest first',
			},
			{ name: 'Oldest First', value: 'oldest' },
		],
		default: first,
		description,
	};
}

/** How many entries the item asks for: a whole number, or Infinity for all. */
export function wantedCount(param: Parameters): number {
	return param.boolean('returnAll') ? Infinity : param.count('limit');
}

/**
 * The first `count` entries of a list that is read page by page, without reading more pages than
 * needed.
 */
export async function* first<T>(entries: AsyncIterable<T>, count: number): AsyncGenerator<T> {
	let left = count;
	if (left <= 0) return;
	for await (const entry of entries) {
		yield entry;
		if (--left <= 0) return;
	}
}

/** The same, as an array. */
export async function take<T>(entries: AsyncIterable<T>, count: number): Promise<T[]> {
	const taken: T[] = [];
	for await (const entry of first(entries, count)) taken.push(entry);
	return taken;
}

/** The entries that pass the filter, in their order. */
export async function* filtered<T>(
	entries: AsyncIterable<T>,
	isWanted: (entry: T) => boolean,
): AsyncGenerator<T> {
	for await (const entry of entries) if (isWanted(entry)) yield entry;
}
