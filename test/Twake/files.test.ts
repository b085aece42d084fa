import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import { FilesApi } from '../../nodes/Twake/api/files';
import type { ApiRequest, Requester } from '../../nodes/shared/request';
import { demoIds, startTwake } from '../../sandbox/twake';
import type { TwakeSandbox } from '../../sandbox/twake';
import {
	errorOf,
	executeNode,
	itemWithFile,
	itemWithStoredFile,
	readBinary,
	runNode,
} from '../engine';
import { startSlowProxy } from '../Chatwoot/slow-proxy';
import type { SlowProxy } from '../Chatwoot/slow-proxy';
import { byId, createInSupport, requestsOf, shownIn, twakeRun } from './twake';
import type { TwakeRun } from './twake';

let twake: TwakeSandbox;
const run = (given: TwakeRun) => twakeRun(twake, given);
const on = (operation: string, change: object = {}) => ({
	resource: 'file',
	operation,
	company: byId(demoIds.company),
	...change,
});
const named = { fileName: 'Übersicht "1".pdf', mimeType: 'application/pdf' };
const upload = async (item: INodeExecutionData) =>
	(await runNode(run({ parameters: on('upload'), items: [item] })))[0];

beforeEach(async () => {
	twake = await startTwake();
});
afterEach(async () => {
	await twake.close();
});

describe('File', () => {
	it.each([
		['in memory', (content: Buffer) => itemWithFile({}, content, named)],
		['on the disk', async (content: Buffer) => await itemWithStoredFile({}, content, named)],
	])('uploads and downloads a file that n8n holds %s', async (_, item) => {
		const content = randomBytes(300_000);
		const stored = await upload(await item(content));
		const { outputs } = await executeNode(run({ parameters: on('download', { file: stored.id }) }));
		const { data } = outputs[0][0].binary as { data: IBinaryData };

		expect(stored).toMatchObject({
			name: named.fileName,
			mime_type: 'application/pdf',
			size: 300_000,
		});
		expect(data).toMatchObject(named);
		expect((await readBinary(data)).equals(content)).toBe(true);
	});

	it('takes no path from the name that a file has in Twake', async () => {
		const { id } = await upload(itemWithFile({}, Buffer.from('hello'), named));
		twake.state.files.get(String(id))!.metadata!.name = '..%2F../etc\\\u202Ecrontab';
		const { outputs } = await executeNode(run({ parameters: on('download', { file: id }) }));

		expect(outputs[0][0].binary?.data.fileName).toBe('crontab');
	});

	it('gets the metadata of a file', async () => {
		const { id } = await upload(itemWithFile({}, Buffer.from('hello'), named));

		expect(await runNode(run({ parameters: on('get', { file: id }) }))).toMatchObject([
			{ id, name: named.fileName, size: 5 },
		]);
	});

	it('refuses a company that does not exist, where Twake would take the file', async () => {
		const company = byId('7f8d2a00-7c11-11ef-8a2b-000000000000');
		const items = [itemWithFile({}, Buffer.from('hello'), named)];
		const error = await errorOf(run({ parameters: on('upload', { company }), items }));

		expect(error.message).toBe('"Company" does not exist');
		expect(twake.state.files.size).toBe(0);
	});

	it('asks once whether the company is there, however many files go up', async () => {
		const items = ['1', '2', '3'].map((text) => itemWithFile({}, Buffer.from(text), named));
		await runNode(run({ parameters: on('upload'), items }));

		expect(requestsOf(twake).filter((each) => each.endsWith('/workspaces'))).toHaveLength(1);
	});

	it('deletes a file, once', async () => {
		const { id } = await upload(itemWithFile({}, Buffer.from('hello'), named));
		const parameters = on('delete', { file: id });

		expect(await runNode(run({ parameters }))).toEqual([{ deleted: true, id }]);
		expect((await errorOf(run({ parameters }))).description).toBe(
			'There is probably no file with this ID in this company.',
		);
	});

	it.each([
		['upload', { inputBinaryField: 'nothing' }, /nothing/],
		['upload', { inputBinaryField: '' }, /"Input Binary Field" is empty/],
		['download', { file: 'x' }, /"File ID" is not an ID: "x"/],
		['get', { file: '' }, /"File ID" is empty/],
	])('refuses %s with %j', async (operation, change, message) => {
		const items = [itemWithFile({}, Buffer.from('x'), named)];
		const error = await errorOf(run({ parameters: on(operation, change), items }));

		expect(`${error.message} ${error.description ?? ''}`).toMatch(message);
		expect(requestsOf(twake)).toEqual([]);
	});
});

describe('a proxy that hides the internal routes', () => {
	let proxy: Server;
	let baseUrl: string;
	let answer: { status: number; body: string };

	beforeEach(async () => {
		proxy = createServer(async (request, response) => {
			if (request.url?.startsWith('/internal/')) {
				response.writeHead(answer.status, { 'content-type': 'text/html; charset=utf-8' });
				return void response.end(answer.body);
			}
			const chunks: Uint8Array[] = [];
			for await (const chunk of request) chunks.push(chunk as Uint8Array);
			const { method, headers } = request;
			const { authorization = '' } = headers;
			const passed = await fetch(`${twake.url}${request.url}`, {
				method,
				headers: { authorization, 'content-type': 'application/json' },
				...(method !== 'GET' && { body: Buffer.concat(chunks) }),
			});
			response.writeHead(passed.status, { 'content-type': 'application/json' });
			response.end(await passed.text());
		});
		await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
		baseUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
	});
	afterEach(() => {
		proxy.close();
	});

	it.each([
		['the web client', 200],
		['not found', 404],
		['forbidden', 403],
	])('is named when it answers with %s', async (_, status) => {
		const { id } = await upload(itemWithFile({}, Buffer.from('x'), named));
		const items = [itemWithFile({}, Buffer.from('x'), named)];
		const credential = { baseUrl };
		answer = { status, body: '<!doctype html><html></html>' };

		for (const parameters of [
			on('upload'),
			on('download', { file: id }),
			{ ...createInSupport, additionalFields: { attachments: 'data' } },
			{ resource: 'user', operation: 'get', user: demoIds.alice },
		]) {
			const error = await errorOf(run({ parameters, items, credential }));
			expect(error.description).toContain('a proxy in front of it may hide');
		}
		expect(shownIn(twake)).toEqual([]);
	});
});

describe('the upload of a large file', () => {
	it('sends it in parts that together are the file', async () => {
		const content = randomBytes(1_000_000);
		const pieces = [content.subarray(0, 70_000), content.subarray(70_000)];
		const sent: Array<{ request: ApiRequest; bytes: Buffer }> = [];
		const requester = {
			async attempt(request: ApiRequest) {
				const [[, part]] = [...request.form!().entries()];
				if (typeof part === 'string') throw new Error('a file was expected');
				const chunks: Uint8Array[] = [];
				for await (const chunk of part.stream()) chunks.push(chunk);
				const bytes = Buffer.concat(chunks);
				expect(bytes.length).toBe(part.size);
				sent.push({ request, bytes });
				return { body: { id: 'file-1' } };
			},
		} as unknown as Requester;
		const stream = async function* () {
			yield* pieces;
		};
		const file = { name: 'big', type: 'x/y', size: content.length, stream };
		await new FilesApi(requester).upload('company', file, 300_000);

		expect(sent.map(({ bytes }) => bytes.length)).toEqual([300_000, 300_000, 300_000, 100_000]);
		expect(hash(Buffer.concat(sent.map(({ bytes }) => bytes)))).toBe(hash(content));
		expect(sent.map(({ request }) => request.query?.chunk_number)).toEqual([1, 2, 3, 4]);
		expect(sent.map(({ request }) => request.path.endsWith('/file-1'))).toEqual([
			false,
			true,
			true,
			true,
		]);
	});
});

function hash(content: Buffer): string {
	return createHash('sha256').update(content).digest('hex');
}

describe('a file that is too large for what stands before Twake', () => {
	const items = [itemWithFile({}, Buffer.alloc(20_000), { fileName: 'film.mp4' })];
	const post = (operation: string, more: object = {}) => ({
		...createInSupport,
		operation,
		text: 'Look',
		additionalFields: { attachments: 'data', insteadOfFiles: '📎 https://desk.test/film' },
		...more,
	});
	let proxy: SlowProxy;
	const through = (given: TwakeRun) => ({
		...run({ ...given, credential: { baseUrl: proxy.url } }),
	});

	beforeEach(async () => {
		proxy = await startSlowProxy(twake.url);
		proxy.limit = 10_000;
	});
	afterEach(() => proxy.close());

	it.each([
		['create', {}],
		['createOrReply', { threadKey: 'film' }],
	])('is left out by Thread > %s, which says so', async (operation, more) => {
		const parameters = post(operation, more);
		const [output] = await runNode(through({ parameters, items }));

		expect(output).toMatchObject({ files_refused: expect.stringContaining('HTTP 413') });
		expect(shownIn(twake)).toEqual([['Look\n📎 https://desk.test/film']]);
	});

	it('goes beside those that are taken', async () => {
		const [large] = items;
		const both = { ...large.binary, note: itemWithFile({}, Buffer.from('hi'), named).binary!.data };
		const parameters = post('create', {
			additionalFields: { attachments: 'data, note', insteadOfFiles: '📎 film' },
		});
		await runNode(through({ parameters, items: [{ ...large, binary: both }] }));

		expect([...twake.state.contents.values()].map(String)).toEqual(['hi']);
		expect(shownIn(twake)).toEqual([['Look\n📎 film']]);
	});

	it('makes the item fail when nothing is to stand there', async () => {
		const parameters = post('create', { additionalFields: { attachments: 'data' } });
		const { message } = await errorOf(through({ parameters, items }));

		expect(message).toContain('HTTP 413');
		expect(shownIn(twake)).toEqual([]);
	});

	it('cannot be told about below blocks', async () => {
		const blocks = '[{"type":"header","text":{"type":"plain_text","text":"Hi"}}]';
		const parameters = post('create', { blocksMode: 'json', blocksJson: blocks });
		const { message } = await errorOf(through({ parameters, items }));

		expect(message).toBe('"Additional Fields > Instead of Refused Files" does not go with blocks');
	});
});
