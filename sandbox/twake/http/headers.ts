import type { FastifyInstance } from 'fastify';

/** Headers of every answer, and browsers' preflight requests (twake.md [316]). */
export function addHeaders(app: FastifyInstance): void {
	app.addHook('onRequest', async (request, reply) => {
		reply.headers({ vary: 'Origin', 'access-control-allow-origin': '*' });
		if (request.method !== 'OPTIONS' || !request.headers['access-control-request-method']) return;
		return reply
			.headers({ 'access-control-allow-methods': 'GET, HEAD, PUT, PATCH, POST, DELETE' })
			.code(204)
			.send();
	});
	app.addHook('preHandler', async (_, reply) => {
		reply.header('cache-control', 'no-cache');
	});
}
