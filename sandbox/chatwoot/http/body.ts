import type { FastifyRequest } from 'fastify';
import type { Param, Params } from './params';
import { BadRequest, nest, parseJson, parseQuery, Upload, utf8 } from './params';

function mediaType(request: FastifyRequest) {
	return (request.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();
}

/** The types that Rails registers as JSON, no vendor types among them (chatwoot.md [113]). */
const JSON_TYPES = ['application/json', 'text/x-json', 'application/jsonrequest'];

export function isJson(request: FastifyRequest): boolean {
	return JSON_TYPES.includes(mediaType(request));
}

/**
 * The parameters of a body. Other types than JSON and the two forms count as empty
 * (chatwoot.md [113]).
 */
export async function readBody(request: FastifyRequest): Promise<Params> {
	const type = mediaType(request);
	if (type === 'multipart/form-data') return nest(await parts(request));
	const text = Buffer.isBuffer(request.body) ? () => utf8(request.body as Buffer) : () => '';
	if (isJson(request)) return parseJson(text());
	return type === 'application/x-www-form-urlencoded' ? parseQuery(text()) : {};
}

/**
 * The parts of a form in the order sent. A file part with an empty name is dropped
 * (chatwoot.md [425]).
 */
async function parts(request: FastifyRequest): Promise<[string, Param][]> {
	const out: [string, Param][] = [];
	try {
		for await (const part of request.parts()) {
			if (part.type === 'field') {
				out.push([part.fieldname, String(part.value)]);
				continue;
			}
			const bytes = await part.toBuffer();
			const upload = new Upload(part.filename, part.mimetype, bytes);
			if (part.filename) out.push([part.fieldname, upload]);
		}
	} catch (error) {
		throw new BadRequest(`broken form: ${String(error)}`);
	}
	return out;
}
