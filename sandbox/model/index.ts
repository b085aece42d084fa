import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import fastify from 'fastify';
import * as completions from './completions';
import type { CompletionsBody } from './completions';
import * as responses from './responses';
import type { ResponsesBody } from './responses';
import { demoScript } from './demo-script';
import { answerBy, Refusal } from './script';
import type { Asked, Rule } from './script';

export { demoScript } from './demo-script';
export type { Asked, Rule, Said, ToolCall } from './script';

/** The API key and the model name for n8n's OpenAI nodes. */
export const modelKey = 'MODEL_KEY';
export const modelName = 'scripted';

export interface ModelSandbox {
	/** The base URL of an OpenAI credential. */
	url: string;
	/** What it answers; the first matching rule wins. */
	rules: Rule[];
	/** All requests, oldest first. */
	asked: Asked[];
	close(): Promise<void>;
}

/** Starts a scripted language model behind OpenAI's API, on the loopback address. */
export async function startModel(rules = demoScript, port = 0): Promise<ModelSandbox> {
	const app = fastify({ forceCloseConnections: true, bodyLimit: 64 * 1024 * 1024 });
	const model: ModelSandbox = { url: '', rules, asked: [], close: async () => await app.close() };
	const answer = async (asked: Asked) => {
		model.asked.push(asked);
		return await answerBy(model.rules, asked);
	};
	app.addHook('onRequest', async ({ headers }) => {
		await Promise.resolve();
		if (headers.authorization !== `Bearer ${modelKey}`) {
			throw new Refusal(401, 'Incorrect API key provided.');
		}
	});
	app.setErrorHandler((error, _request, reply) => {
		const { status, message } =
			error instanceof Refusal ? error : { status: 400, message: (error as Error).message };
		const type = status < 500 ? 'invalid_request_error' : 'server_error';
		return reply.code(status).send({ error: { message, type, param: null, code: null } });
	});
	app.get('/v1/models', () => ({
		object: 'list',
		data: [{ id: modelName, object: 'model', created: 0, owned_by: 'sandbox' }],
	}));
	app.post<{ Body: CompletionsBody }>('/v1/chat/completions', async ({ body }, reply) => {
		const given = await answer(completions.askedIn(body));
		const number = model.asked.length;
		if (!body.stream) return completions.completion(number, body.model, given);
		return await streamed(reply, completions.completionEvents(number, body, given));
	});
	app.post<{ Body: ResponsesBody }>('/v1/responses', async ({ body }, reply) => {
		const given = await answer(responses.askedIn(body));
		const number = model.asked.length;
		if (!body.stream) return responses.response(number, body.model, given);
		return await streamed(reply, responses.responseEvents(number, body, given));
	});
	model.url = `${await app.listen({ port, host: '127.0.0.1' })}/v1`;
	return model;
}

async function streamed(reply: FastifyReply, events: Iterable<string>): Promise<FastifyReply> {
	return await reply.type('text/event-stream').send(Readable.from(events));
}
