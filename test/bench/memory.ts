import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { BinaryDataService } from 'n8n-core';
import { Container } from '@n8n/di';
import type { INodeExecutionData } from 'n8n-workflow';
import { fields, ours, people, plainCreates, runInN8n } from './contenders';
import { byId, Chatwoot } from './nodes';

const MB = 1024 * 1024;
const FILE = 100 * MB;
const account = byId(1);

export interface Growth {
	/** How far the resident memory rose above its level before, in MB. */
	grown: number;
	/** Size of the JSON of all items in and out, in MB. */
	json: number;
}

/** Runs `work` and watches the memory of this process. `work` returns its items' JSON in bytes. */
export async function watch(work: () => Promise<number>): Promise<Growth> {
	global.gc?.();
	const before = process.memoryUsage().rss;
	let peak = before;
	const look = () => void (peak = Math.max(peak, process.memoryUsage().rss));
	const timer = setInterval(look, 5);
	const json = await work();
	look();
	clearInterval(timer);
	return { grown: (peak - before) / MB, json: json / MB };
}

const sizeOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const call = { resource: 'customApiCall', operation: 'call', account };

export const memoryCases: Record<string, (baseUrl: string, quick: boolean) => Promise<Growth>> = {
	async creates(baseUrl, quick) {
		await ours(baseUrl, 10)(people(500));
		const items = people(quick ? 3_000 : 10_000);
		const create = { resource: 'contact', operation: 'create', account, ...fields };
		const options = { concurrency: 10 };
		return await watch(async () => {
			const { json } = await runInN8n(new Chatwoot(), baseUrl, { ...create, options }, items);
			return sizeOf(items) + sizeOf(json);
		});
	},
	async 'creates by the bare helper'(baseUrl, quick) {
		const node = plainCreates(baseUrl, 10, 'parameters');
		await runInN8n(node, baseUrl, fields, people(500));
		const items = people(quick ? 3_000 : 10_000);
		return await watch(async () => {
			const { json } = await runInN8n(node, baseUrl, fields, items);
			return sizeOf(items) + sizeOf(json);
		});
	},
	async rows(baseUrl) {
		await ours(baseUrl, 10)(people(500));
		const parameters = { resource: 'contact', operation: 'getMany', account, returnAll: true };
		return await watch(async () => {
			const { json } = await runInN8n(new Chatwoot(), baseUrl, parameters, [{}]);
			if (json.length !== 10_000) throw new Error(`${json.length} rows came`);
			return sizeOf(json);
		});
	},
	async upload(baseUrl) {
		await ours(baseUrl, 10)(people(500));
		const item = await largeFile();
		const message = { resource: 'message', operation: 'create', account, attachments: 'data' };
		const conversation = byId(1);
		return await watch(async () => {
			await runInN8n(new Chatwoot(), baseUrl, { ...message, conversation }, [item]);
			return 0;
		});
	},
	async download(baseUrl) {
		await ours(baseUrl, 10)(people(500));
		await Container.get(BinaryDataService).init();
		const parameters = { ...call, method: 'GET', path: '/api/v1/file', response: 'file' };
		return await watch(async () => {
			const { outputs } = await runInN8n(new Chatwoot(), baseUrl, parameters, [{}]);
			const size = outputs[0][0].binary?.data.bytes;
			if (size !== FILE) throw new Error(`${String(size)} bytes came`);
			return 0;
		});
	},
};

/** An item with a file on disk that has never been in memory as a whole. */
async function largeFile(): Promise<INodeExecutionData> {
	const service = Container.get(BinaryDataService);
	await service.init();
	const block = Buffer.alloc(MB, 'x');
	const content = Readable.from(Array.from({ length: FILE / MB }, () => block));
	const location = { type: 'execution', workflowId: 'w1', executionId: randomUUID() } as const;
	const meta = { data: '', fileName: 'large.bin', mimeType: 'application/octet-stream' };
	return { json: {}, binary: { data: await service.store(location, content, meta) } };
}
