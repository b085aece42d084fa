import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';

/** A deliberate error answer; every other failure becomes "Something went wrong". */
export class HttpError extends Error {
	constructor(
		readonly status: number,
		message: string,
		readonly code?: string,
	) {
		super(message);
	}
}

export const badRequest = (message: string) => new HttpError(400, message);
export const forbidden = (message: string) => new HttpError(403, message);
export const notFound = (message: string) => new HttpError(404, message);

export function sendError(error: Error, request: FastifyRequest, reply: FastifyReply): void {
	const { status, code, message } = known(error, request);
	void reply.code(status).send({
		statusCode: status,
		...(code && { code }),
		error: STATUS_CODES[status],
		message,
		...(status === 500 && { requestId: request.id }),
	});
}

function known(error: Error, request: FastifyRequest) {
	if (error instanceof HttpError) return error;
	const { statusCode: status = 500, code, message } = error as FastifyError;
	if (status >= 500) return { status: 500, message: 'Something went wrong' };
	if (code !== 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return { status, code, message };
	return { status, code, message: `${STATUS_CODES[415]}: ${request.headers['content-type']}` };
}

/** Reads a field the way the server does: fails for null, reads from anything else. */
export function field(value: unknown, key: string): unknown {
	if (value === null || value === undefined) throw new TypeError(`Cannot read ${key} of ${value}`);
	return (value as Record<string, unknown>)[key];
}
