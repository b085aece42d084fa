// A server that answers like Chatwoot and like a Matrix homeserver, as fast as it can or after the time that the path names
// (`/ms50/...`). It has its own process, so that its work does not count as the node's.
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const FILE = 100 * 1024 * 1024;
const ROWS = 10_000;
const PAGE = 15;
const block = Buffer.alloc(64 * 1024, 'x');

const contactOf = (id: number) => ({
	id,
	name: `Person ${id}`,
	email: `p${id}@x.example`,
	phone_number: null,
	identifier: null,
	blocked: false,
	thumbnail: '',
	availability_status: 'offline',
	additional_attributes: { company_name: 'X', city: 'Berlin', country: 'Germany' },
	custom_attributes: { plan: 'premium' },
	created_at: 1_700_000_000,
	last_activity_at: null,
	contact_inboxes: [],
});

async function drain(request: IncomingMessage): Promise<void> {
	for await (const chunk of request) void chunk;
}

function sendFile(response: ServerResponse): void {
	response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': FILE });
	let left = FILE / block.length;
	const write = () => {
		while (left > 0) {
			left--;
			if (!response.write(block)) return void response.once('drain', write);
		}
		response.end();
	};
	write();
}

/** A room that is not encrypted, and messages that are sent to it. */
function matrixAnswer(method: string): { status: number; body: unknown } {
	return method === 'PUT'
		? { status: 200, body: { event_id: '$43lettersOfAnEventInARoomThatNobodyIsIn000000' } }
		: { status: 404, body: { errcode: 'M_NOT_FOUND', error: 'Event not found.' } };
}

function bodyFor(method: string, path: string, query: URLSearchParams): unknown {
	if (method === 'GET' && path.endsWith('/contacts')) {
		const page = Number(query.get('page') ?? 1);
		const first = (page - 1) * PAGE;
		const count = Math.max(0, Math.min(PAGE, ROWS - first));
		const payload = Array.from({ length: count }, (_, index) => contactOf(first + index + 1));
		return { meta: { count: ROWS, current_page: page }, payload };
	}
	if (path.endsWith('/messages')) return { id: 1, content: '', content_attributes: {} };
	const contact_inbox = { inbox: null, source_id: null };
	return { payload: { contact: contactOf(1), contact_inbox } };
}

const server = createServer(async (request, response) => {
	const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x');
	const latency = Number(/^\/ms(\d+)\//.exec(pathname)?.[1] ?? 0);
	await drain(request);
	if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency));
	if (pathname.endsWith('/file')) return sendFile(response);
	const { method = '' } = request;
	const { status, body: answer } = pathname.includes('/_matrix/')
		? matrixAnswer(method)
		: { status: 200, body: bodyFor(method, pathname, searchParams) };
	const body = Buffer.from(JSON.stringify(answer));
	response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length });
	response.end(body);
});
server.listen(0, '127.0.0.1', () => {
	process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
// Ends with the process that started it.
process.stdin.on('end', () => process.exit()).resume();
