import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { badRequest, HttpError } from './errors';

const EMPTY_BODY = "Body cannot be empty when content-type is set to 'application/json'";

/** The bodies that the server reads: twake.md §2 and twake.md §4. Everything else is a 415. */
export async function addParsers(app: FastifyInstance): Promise<void> {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser<string>(
		'application/json',
		{ parseAs: 'string' },
		(request, body, done) => {
			// DELETE may declare JSON and send nothing, POST may not (twake.md [253]).
			if (body === '' && request.method === 'DELETE') return done(null);
			if (body === '') return done(new HttpError(400, EMPTY_BODY, 'FST_ERR_CTP_EMPTY_JSON_BODY'));
			try {
				done(null, JSON.parse(body));
			} catch (error) {
				done(badRequest((error as Error).message));
			}
		},
	);
	app.addContentTypeParser<string>('text/plain', { parseAs: 'string' }, (_, body, done) =>
		done(null, body),
	);
	app.addContentTypeParser<string>(
		'application/x-www-form-urlencoded',
		{ parseAs: 'string' },
		(_, body, done) => done(null, Object.fromEntries(new URLSearchParams(body))),
	);
	await app.register(multipart);
}
