import { gzipSync } from 'node:zlib';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Exchange, Fault } from './fault-proxy';

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const HTML = '<!doctype html><html><head><title>Sorry</title></head><body>Oops</body></html>';
const serverError = { statusCode: 500, status: 500, error: 'Internal Server Error' };

/** An answer in place of the server's; the request does not reach it. */
export function refusal(
	status: number,
	body: unknown,
	headers: Record<string, string> = {},
): Fault {
	return ({ response }) => {
		const isText = typeof body === 'string';
		const type = isText ? { 'content-type': 'text/html' } : JSON_TYPE;
		response.writeHead(status, { ...type, ...headers });
		response.end(isText ? body : JSON.stringify(body));
	};
}

/** The server carries out the request, but something happens to its answer. */
function spoilt(spoil: (answer: Answer, exchange: Exchange) => Promise<void> | void): Fault {
	return async (exchange) => await spoil(await exchange.forward(), exchange);
}

/** The server carries out the request, but a different answer arrives. */
const instead = (fault: Fault): Fault => spoilt((_, exchange) => fault(exchange));

const reset: Fault = ({ response }) => void response.socket?.resetAndDestroy();
const stall: Fault = () => {};
const tooMany = (retryAfter?: string) =>
	refusal(429, 'Retry later\n', retryAfter === undefined ? {} : { 'retry-after': retryAfter });

/** False successes: something in front of the server answers in its place, in its own form. */
export const impostors: Record<string, unknown> = {
	'empty body in its place': undefined,
	'null in its place': null,
	'empty object in its place': {},
	'empty list in its place': [],
	'error with 200 in its place': { error: 'upstream unavailable' },
	'message with 200 in its place': { message: 'Please try again' },
	'success in its place': { success: true },
};

function impostor(body: unknown): Fault {
	if (body === undefined) return ({ response }) => void response.writeHead(200, JSON_TYPE).end();
	return refusal(200, body);
}

/** Everything that can go wrong between the node and the server. */
export const faults: Record<string, Fault> = {
	'429': tooMany(),
	'429 with seconds': tooMany('3'),
	'429 with a date': (exchange) => tooMany(new Date(Date.now() + 4_000).toUTCString())(exchange),
	'429 with a negative number': tooMany('-5'),
	'429 with words': tooMany('soon'),
	'429 for a thousand years': tooMany('31536000000'),
	'500': refusal(500, serverError),
	'500 after it was done': instead(refusal(500, serverError)),
	'502 page': refusal(502, HTML),
	'502 page after it was done': instead(refusal(502, HTML)),
	'503': refusal(503, { error: 'Service Unavailable' }, { 'retry-after': '1' }),
	'504 after it was done': instead(refusal(504, HTML)),
	'401': refusal(401, { statusCode: 401, error: 'Unauthorized', message: 'Bad credentials' }),
	'connection refused': async (exchange) => {
		await exchange.down(20);
		await reset(exchange);
	},
	'reset before it was done': reset,
	'reset after it was done': instead(reset),
	'stall before it was done': stall,
	'stall after it was done': instead(stall),
	'truncated JSON': spoilt(({ status, headers, body }, { response }) => {
		response.writeHead(status, headers).end(body.subarray(0, body.length / 2));
	}),
	'answer cut off': spoilt(({ status, headers, body }, { response }) => {
		response.writeHead(status, { ...headers, 'content-length': body.length });
		response.write(body.subarray(0, body.length / 2), () => response.destroy());
	}),
	'page with 200': refusal(200, HTML),
	'page with 200 after it was done': instead(refusal(200, HTML)),
	...Object.fromEntries(Object.entries(impostors).map(([name, body]) => [name, impostor(body)])),
	'empty body': instead(({ response }) => void response.writeHead(200, JSON_TYPE).end()),
	'204 without a body': instead(({ response }) => void response.writeHead(204).end()),
	null: instead(refusal(200, null)),
	'empty object': instead(refusal(200, {})),
	'another shape': instead(refusal(200, [[{ id: 'x' }], 7])),
	'wrong content type': spoilt(({ status, body }, { response }) => {
		response.writeHead(status, { 'content-type': 'text/plain' }).end(body);
	}),
	gzip: spoilt(({ status, headers, body }, { response }) => {
		response.writeHead(status, { ...headers, 'content-encoding': 'gzip' }).end(gzipSync(body));
	}),
	'broken gzip': spoilt(({ status, headers, body }, { response }) => {
		response.writeHead(status, { ...headers, 'content-encoding': 'gzip' }).end(body);
	}),
	'redirect to another host': ({ response }) => {
		response.writeHead(302, { location: 'http://localhost:1/elsewhere' }).end();
	},
	'redirect in a circle': ({ response }) => {
		response.writeHead(307, { location: response.req.url ?? '/' }).end();
	},
	'huge body': spoilt(({ status, headers, body }, { response }) => {
		response.writeHead(status, headers).end(Buffer.concat([body, Buffer.alloc(2e6, ' ')]));
	}),
	'slow drip': spoilt(async ({ status, headers, body }, { response }) => {
		response.writeHead(status, { ...headers, 'content-length': body.length });
		for (let start = 0; start < body.length && !response.destroyed; start += 300) {
			response.write(body.subarray(start, start + 300));
			await sleep(3);
		}
		response.end();
	}),
};

/** Faults that cost a whole timeout each. */
export const isSlow = (name: string): boolean => name.startsWith('stall');
