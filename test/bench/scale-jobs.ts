import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { people, runInN8n } from './contenders';
import { watch } from './memory';
import { byId, Chatwoot } from './nodes';

const account = byId(1);
/** The administrator of the demo world. */
const TOKEN = 'ADMIN_TOKEN';
/** The first conversation and contact of the company of `scale-server.ts`. */
const FIRST = 1000;
const numbers = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ number: FIRST + index }));
const number = byId('={{ $json.number }}');
const list = (count: number) => numbers(count).map((each) => each.number);

/** What is done with how many things. */
interface Job {
	parameters(count: number): INodeParameters;
	items?(count: number): IDataObject[];
	/** With how many, compared with the conversations: fewer where the sandbox goes through all rows. */
	share?: number;
}

const open = { attribute_key: 'status', filter_operator: 'equal_to', values: ['open'] };

export const scaleJobs: Record<string, Job> = {
	'list conversations': {
		parameters: (limit) => ({
			...{
				resource: 'conversation',
				operation: 'getMany',
				listBy: 'list',
				status: 'all',
				returnAll: false,
				limit,
			},
		}),
	},
	'filter open conversations': {
		parameters: (limit) => ({
			...{ resource: 'conversation', operation: 'getMany', listBy: 'filter' },
			...{ returnAll: false, limit: limit / 2, conditionsMode: 'json', conditionsJson: [open] },
		}),
	},
	'messages of conversations': {
		parameters: () => ({
			...{ resource: 'message', operation: 'getMany', conversation: number, returnAll: true },
		}),
		items: numbers,
	},
	'export contacts': {
		parameters: (limit) => ({
			...{ resource: 'contact', operation: 'getMany', returnAll: false, limit },
		}),
	},
	'upsert contacts': {
		parameters: () => ({
			...{ resource: 'contact', operation: 'createOrUpdate', findBy: 'email' },
			...{ email: '={{ $json.email }}', name: '={{ $json.name }} Junior' },
		}),
		items: people,
		share: 5,
	},
	'resolve one by one': {
		parameters: () => ({ resource: 'conversation', operation: 'resolve', conversation: number }),
		items: numbers,
		share: 0.2,
	},
	'resolve by Bulk Update': {
		parameters: (count) => ({
			...{ resource: 'conversation', operation: 'bulkUpdate' },
			...{ conversations: list(count).join(','), updateFields: { status: 'resolved' } },
		}),
		share: 0.2,
	},
	'label one by one': {
		parameters: () => ({
			...{ resource: 'conversation', operation: 'addLabels', conversation: number },
			labels: 'urgent',
		}),
		items: numbers,
		share: 0.2,
	},
	'label by Bulk Update': {
		parameters: (count) => ({
			...{ resource: 'conversation', operation: 'bulkUpdate' },
			...{ conversations: list(count).join(','), updateFields: { addedLabels: 'urgent' } },
		}),
		share: 0.2,
	},
};

export interface Cost {
	/** Of all things together. */
	seconds: number;
	/** Of this process, for one thing, in ms. */
	cpuMs: number;
	/** By how much the process grew at most, in MB: mostly what was not collected yet. */
	peakMb: number;
	/** What is still held at the end, in MB: what comes out, if nothing is kept for longer than needed. */
	heldMb: number;
	/** What came out. */
	items: number;
}

/** Does a job once, with `count` things. */
export async function scale({
	name,
	baseUrl,
	count,
}: {
	name: string;
	baseUrl: string;
	count: number;
}) {
	const { parameters, items = () => [{}] } = scaleJobs[name];
	const node = new Chatwoot();
	const given = items(count);
	// So that neither reading the code nor the first connection counts.
	const warm = { resource: 'profile', operation: 'get' };
	await runInN8n(node, baseUrl, warm, [{}], TOKEN);
	let out = 0;
	let held = 0;
	global.gc?.();
	const { heapUsed } = process.memoryUsage();
	let seconds = 0;
	let cpu = 0;
	const { grown } = await watch(async () => {
		const [start, before] = [performance.now(), process.cpuUsage()];
		const result = await runInN8n(node, baseUrl, { account, ...parameters(count) }, given, TOKEN);
		const { user, system } = process.cpuUsage(before);
		seconds = (performance.now() - start) / 1000;
		cpu = (user + system) / 1000;
		global.gc?.();
		held = process.memoryUsage().heapUsed - heapUsed;
		out = result.json.length;
		return 0;
	});
	return {
		seconds,
		cpuMs: cpu / count,
		peakMb: grown,
		heldMb: held / 1024 ** 2,
		items: out,
	} satisfies Cost;
}
