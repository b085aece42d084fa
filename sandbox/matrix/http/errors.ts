import type { Json } from '../state/json';

/** A refusal in the server's words. */
export class MatrixError extends Error {
	constructor(
		readonly status: number,
		readonly errcode: string,
		message: string,
		readonly more: Json = {},
		readonly headers: Record<string, string> = {},
	) {
		super(message);
	}

	get body(): Json {
		return { errcode: this.errcode, error: this.message, ...this.more };
	}
}

/** An exception inside the server: the caller's fault all the same (matrix.md §3). */
export class Crash extends MatrixError {
	constructor(message = 'Internal server error') {
		super(500, 'M_UNKNOWN', message);
	}
}

export const forbidden = (message: string, errcode = 'M_FORBIDDEN') =>
	new MatrixError(403, errcode, message);
export const notFound = (message = 'Event not found.') =>
	new MatrixError(404, 'M_NOT_FOUND', message);
export const badRequest = (message: string, errcode = 'M_UNKNOWN') =>
	new MatrixError(400, errcode, message);
export const unrecognized = (status: number) =>
	new MatrixError(status, 'M_UNRECOGNIZED', 'Unrecognized request');
export const federationDenied = (server: string) => forbidden(`Federation denied with ${server}.`);
