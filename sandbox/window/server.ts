import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fastify } from 'fastify';
import { actsOn, Refused } from './acts';
import type { N8n } from './automation';
import { Feed } from './feed';
import { pageFiles } from './page-files';
import type { Servers } from './shown';

/** A file travels in base64. */
const MOST_BYTES = 16 * 1024 * 1024;
/** Nothing but what the page itself needs; pictures of messages come from the other servers. */
const POLICY =
	"default-src 'self'; img-src 'self' data: http://127.0.0.1:*; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The page, what it shows as it changes, and what people do on it. */
export async function serve(servers: Servers, n8n?: N8n): Promise<FastifyInstance> {
	const app = fastify({ forceCloseConnections: true, bodyLimit: MOST_BYTES });
	// No form of another page can send JSON.
	app.removeContentTypeParser('text/plain');
	app.addHook('onRequest', onlyFromHere);
	for (const { path, type, content } of await pageFiles()) {
		app.get(path, (_request, reply) =>
			reply
				.headers({ 'content-security-policy': POLICY, 'cache-control': 'no-store' })
				.type(type)
				.send(content),
		);
	}
	const feed = new Feed(servers, n8n);
	app.addHook('onClose', () => feed.close());
	app.get('/events', (_request, reply) => {
		reply.hijack();
		feed.add(reply.raw);
	});
	for (const [name, act] of Object.entries(actsOn(servers, n8n))) {
		app.post(`/acts/${name}`, async ({ body }, reply) => {
			try {
				return (await act(body as never)) ?? {};
			} catch (error) {
				if (error instanceof Refused) return reply.code(422).send({ message: error.message });
				throw error;
			}
		});
	}
	if (n8n) app.get<{ Params: { '*': string } }>('/editor/*', editor(n8n));
	return app;
}

/** The address in the bar leads here, and no other site writes: names that lead here do not count. */
async function onlyFromHere(request: FastifyRequest, reply: FastifyReply): Promise<void> {
	const { host = '', origin } = request.headers;
	const isHere = /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host);
	if (!isHere || (origin !== undefined && origin !== `http://${host}`)) {
		await reply.code(403).send({ message: 'Only the page itself may ask for this.' });
	}
}

/** Opens a page of n8n's editor, signed in: cookies of one host hold for all its ports. */
function editor(n8n: N8n) {
	return async ({ params }: FastifyRequest<{ Params: { '*': string } }>, reply: FastifyReply) => {
		const cookie = await n8n.cookie();
		const { origin } = new URL(n8n.url);
		const { pathname } = new URL(`/${params['*'].replace(/^\/+/, '')}`, origin);
		return await reply
			.header('set-cookie', `${cookie}; Path=/; HttpOnly; SameSite=Lax`)
			.redirect(origin + pathname);
	};
}
