import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INodeExecutionData } from 'n8n-workflow';
import { itemWithFile, itemWithStoredFile } from '../engine';
import { filesOfItem } from '../../nodes/shared/binary';
import { MultipartForm } from '../../nodes/shared/multipart';
import type { FilePart } from '../../nodes/shared/multipart';
import { Parameters } from '../../nodes/shared/parameters';
import type { ApiRequest } from '../../nodes/shared/request';
import { shrinkTime } from './fast-clock';
import { FlakyServer, inTurn } from './flaky-server';
import type { Answer, Received } from './flaky-server';
import { sendFromNode } from './requesting-node';
import type { Given } from './requesting-node';

let server: FlakyServer;
const fine: Answer = { body: { id: 1 } };

beforeAll(async () => {
	server = await FlakyServer.start();
});

beforeEach(() => shrinkTime(100));

afterEach(() => {
	jest.restoreAllMocks();
});

afterAll(async () => {
	await server.close();
});

interface Part {
	disposition: string;
	type?: string;
	content: Buffer;
}

/** The parts of a multipart body. */
function partsOf({ headers, body }: Received): Part[] {
	const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(headers['content-type'] ?? '')![1];
	const text = body.toString('latin1');
	const pieces = text.split(`--${boundary}`);
	expect(pieces.at(-1)).toBe('--\r\n');
	return pieces.slice(1, -1).map((piece) => {
		const end = piece.indexOf('\r\n\r\n');
		const head = Buffer.from(piece.slice(0, end), 'latin1').toString();
		const content = Buffer.from(piece.slice(end + 4, -2), 'latin1');
		const disposition = /^Content-Disposition: (.*)$/m.exec(head)![1].trim();
		return { disposition, type: /^Content-Type: (.*)$/m.exec(head)?.[1].trim(), content };
	});
}

function formWith(file: FilePart, text = 'Grüße'): () => MultipartForm {
	return () => {
		const form = new MultipartForm();
		form.append('content', text);
		form.append('attachments[]', file);
		return form;
	};
}

/** Sends the file in binary field `data` of an item. */
async function upload(item: INodeExecutionData, rest: Partial<Given> = {}) {
	return await sendFromNode({
		url: server.url,
		items: [item],
		async request(index, execution) {
			const file = await filesOfItem(
				execution,
				index,
				new Parameters(execution, index, []),
			)('data', 'data');
			return { method: 'POST', path: '/messages', form: formWith(file) };
		},
		...rest,
	});
}

const file = { fileName: 'a "b" ü.png', mimeType: 'image/png' };

describe('a form with a file', () => {
	it.each([
		['in memory', async (content: Buffer) => itemWithFile({}, content, file)],
		['on the disk', async (content: Buffer) => await itemWithStoredFile({}, content, file)],
	])('%s arrives byte by byte, with name, type and length', async (_, itemOf) => {
		server.plays(inTurn(fine));
		const content = randomBytes(3_000_000);
		const { error } = await upload(await itemOf(content));
		expect(error).toBeUndefined();
		const [request] = server.requests;
		expect(request.headers['content-length']).toBe(String(request.body.length));
		expect(request.headers['transfer-encoding']).toBeUndefined();
		expect(request.headers.accept).toBe('application/json');
		const [text, sent, ...more] = partsOf(request);
		expect(more).toEqual([]);
		expect(text.disposition).toBe('form-data; name="content"');
		expect(text.content.toString()).toBe('Grüße');
		expect(sent.disposition).toBe('form-data; name="attachments[]"; filename="a %22b%22 ü.png"');
		expect(sent.type).toBe('image/png');
		expect(sent.content.equals(content)).toBe(true);
	});

	it.each<[string, Answer[], Partial<Given>]>([
		['a limit', [{ status: 429, headers: { 'retry-after': '1' } }, fine], {}],
		['a 401', [{ status: 401 }, { body: { token: 'new' } }, fine], { key: 'key', token: 'old' }],
	])('is built anew for the attempt after %s', async (_, answers, rest) => {
		server.plays(inTurn(...answers));
		const content = randomBytes(100_000);
		const { error } = await upload(await itemWithStoredFile({}, content, file), rest);
		expect(error).toBeUndefined();
		const uploads = server.requests.filter(({ url }) => url === '/messages');
		expect(uploads).toHaveLength(2);
		for (const request of uploads) {
			expect(partsOf(request)[1].content.equals(content)).toBe(true);
		}
	});

	it('is not sent again when the connection broke', async () => {
		server.plays(inTurn({ fault: 'resetAfterBody' }, fine));
		const { error } = await upload(itemWithFile({}, Buffer.from('x'), file));
		expect(error?.message).toContain('may have been carried out');
		expect(server.requests).toHaveLength(1);
	});

	it.each([
		['a\r\nX-Evil: 1\r\n\r\n.png', 'aX-Evil: 1.png'],
		['../../var/www/shell.php', 'shell.php'],
		['invoice\u202Efdp.exe', 'invoicefdp.exe'],
		['..', 'data'],
	])('names the file %j as %j', async (fileName, name) => {
		server.plays(inTurn(fine));
		await upload(itemWithFile({}, Buffer.from('x'), { fileName, mimeType: 'image/png' }));
		const [, sent] = partsOf(server.requests[0]);
		expect(sent.content.toString()).toBe('x');
		expect(sent.disposition).toBe(`form-data; name="attachments[]"; filename="${name}"`);
	});

	it('takes no header from the type of a file', async () => {
		server.plays(inTurn(fine));
		const mimeType = 'image/png\r\nX-Evil: 1';
		await upload(itemWithFile({}, Buffer.from('x'), { fileName: 'a', mimeType }));
		expect(partsOf(server.requests[0])[1].type).toBe('application/octet-stream');
	});

	it('is named after its field when the file has no name', async () => {
		server.plays(inTurn(fine));
		await upload({ json: {}, binary: { data: { data: 'eA==', mimeType: 'text/plain' } } });
		expect(partsOf(server.requests[0])[1].disposition).toContain('filename="data"');
	});

	it('is not sent when the item has no file, and the error names the field', async () => {
		server.plays(inTurn(fine));
		const { error } = await upload({ json: {} });
		expect(error?.message).toContain('"data"');
		expect(error?.context.itemIndex).toBe(0);
		expect(server.requests).toEqual([]);
	});
});

describe('a large file', () => {
	it('is read only as fast as the server takes it', async () => {
		const slow = await slowServer(200);
		const size = 60;
		const megabyte = randomBytes(1_000_000);
		let read = 0;
		let readWhilePaused = 0;
		slow.onResume = () => (readWhilePaused = read);
		const large: FilePart = {
			name: 'large.bin',
			type: 'application/octet-stream',
			size: size * megabyte.length,
			async *stream() {
				for (; read < size; read++) yield megabyte;
			},
		};
		const request: ApiRequest = { method: 'POST', path: '/', form: formWith(large) };
		const { error } = await sendFromNode({ url: slow.url, request });
		await slow.close();
		expect(error).toBeUndefined();
		expect(read).toBe(size);
		// What fits into the buffers of the sockets, far less than the file.
		expect(readWhilePaused).toBeLessThan(size / 2);
	});

	it('of 30 MB arrives whole from the disk', async () => {
		const slow = await slowServer(0);
		const content = randomBytes(30_000_000);
		const item = await itemWithStoredFile({}, content, file);
		const { error, json } = await upload(item, { url: slow.url });
		await slow.close();
		expect(error).toBeUndefined();
		const [{ answer }] = json as Array<{ answer: { bytes: number; tail: string } }>;
		expect(answer.bytes).toBeGreaterThan(content.length);
		expect(answer.tail).toBe(createHash('sha256').update(content.subarray(-1000)).digest('hex'));
	});
});

/** Takes a body without keeping it, after a pause in which it reads nothing. */
async function slowServer(pauseMs: number) {
	const slow = { url: '', onResume: () => {}, close: async () => {} };
	const listening = createServer((request, response) => {
		let bytes = 0;
		let end = Buffer.alloc(0);
		const take = () =>
			request
				.on('data', (chunk: Buffer) => {
					bytes += chunk.length;
					end = Buffer.concat([end, chunk]).subarray(-2000);
				})
				.on('end', () => {
					const boundary = end.lastIndexOf('\r\n--', -6);
					const last = end.subarray(boundary - 1000, boundary);
					const tail = createHash('sha256').update(last).digest('hex');
					response.setHeader('content-type', 'application/json');
					response.end(JSON.stringify({ bytes, tail }));
				});
		setTimeout(() => {
			slow.onResume();
			take();
		}, pauseMs);
	});
	await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
	slow.url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
	slow.close = async () => await new Promise((resolve) => listening.close(() => resolve()));
	return slow;
}
