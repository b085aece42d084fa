import { modelKey, modelName, startModel } from '../sandbox/model';
import type { ModelSandbox, Rule } from '../sandbox/model';

let model: ModelSandbox;

const rules: Rule[] = [
	{ to: /broken/, fails: { status: 503, message: 'Overloaded' } },
	{ to: /parcel/, calls: { name: 'track', arguments: { order: 4711 } } },
	{ to: /Both/, calls: [1, 2].map((chair) => ({ name: 'track', arguments: { chair } })) },
	{ from: 'tool', says: ({ last }) => `It is ${last.text}.` },
	{ to: /slow/, thinks: 300, says: 'At last' },
	{ to: /Hello/, says: 'Good morning to you' },
];

beforeAll(async () => (model = await startModel(rules)));
afterAll(async () => await model.close());

interface Chosen {
	choices: Array<{ message: Message; finish_reason: string; delta: Partial<Message> }>;
	usage?: { total_tokens: number };
}
interface Message {
	content: string;
	tool_calls: Array<{ id: string; function: object }>;
}
interface Responded {
	output: Array<{ type: string; name: string; call_id: string; content: Array<{ text: string }> }>;
}
interface StreamEvent {
	delta?: string;
	response: Responded;
}

const post = async (path: string, body: object, key = modelKey) =>
	await fetch(model.url + path, {
		method: 'POST',
		headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
		body: JSON.stringify({ model: modelName, ...body }),
	});
const tools = {
	'/chat/completions': [{ type: 'function', function: { name: 'track', parameters: {} } }],
	'/responses': [{ type: 'function', name: 'track', parameters: {} }],
};

async function json<T>(response: Response): Promise<T> {
	return (await response.json()) as T;
}

/** The data of all events of a stream, without the mark at its end. */
async function eventsOf<T>(response: Response): Promise<T[]> {
	expect(response.headers.get('content-type')).toContain('text/event-stream');
	const lines = (await response.text()).split('\n').filter((line) => line.startsWith('data: '));
	return lines
		.filter((line) => line !== 'data: [DONE]')
		.map((line) => JSON.parse(line.slice(6)) as T);
}

describe('the model of the sandbox', () => {
	it('answers with the first rule that matches the newest message', async () => {
		const messages = [
			{ role: 'system', content: 'Be kind' },
			{ role: 'user', content: [{ type: 'text', text: 'Hello' }] },
		];
		const answer = await json<Chosen>(await post('/chat/completions', { messages }));

		expect(answer.choices[0]).toMatchObject({
			message: { role: 'assistant', content: 'Good morning to you' },
			finish_reason: 'stop',
		});
		expect(model.asked.at(-1)?.said).toEqual([
			{ role: 'system', text: 'Be kind' },
			{ role: 'user', text: 'Hello' },
		]);
	});

	it.each(['/chat/completions', '/responses'] as const)(
		'calls tools side by side: %s',
		async (path) => {
			const said = [{ role: 'user', content: 'Both chairs' }];
			const asked = { messages: said, input: said, tools: tools[path] };
			const answer = await json<Partial<Chosen & Responded>>(await post(path, asked));
			const called = answer.choices?.[0].message.tool_calls.map(({ id }) => id);
			const ids = called ?? answer.output?.map(({ call_id: id }) => id);

			expect(new Set(ids).size).toBe(2);
		},
	);

	it('calls a tool and continues from its answer', async () => {
		const ask = { role: 'user', content: 'My parcel?' };
		const path = '/chat/completions';
		const asked = { messages: [ask], tools: tools[path] };
		const first = await json<Chosen>(await post(path, asked));
		const { message, finish_reason } = first.choices[0];
		expect(finish_reason).toBe('tool_calls');
		expect(message.tool_calls[0].function).toEqual({ name: 'track', arguments: '{"order":4711}' });

		const tool = { role: 'tool', tool_call_id: message.tool_calls[0].id, content: 'on its way' };
		const second = await json<Chosen>(await post(path, { messages: [ask, message, tool] }));
		expect(second.choices[0].message.content).toBe('It is on its way.');
	});

	it('does so in the form of the newer API, too', async () => {
		const ask = { role: 'user', content: [{ type: 'input_text', text: 'My parcel?' }] };
		const asked = { instructions: 'Be kind', input: [ask], tools: tools['/responses'] };
		const first = await json<Responded>(await post('/responses', asked));
		const [call] = first.output;
		expect(call).toMatchObject({ type: 'function_call', name: 'track' });
		expect(model.asked.at(-1)?.said[0]).toEqual({ role: 'system', text: 'Be kind' });

		const result = { type: 'function_call_output', call_id: call.call_id, output: 'lost' };
		const second = await json<Responded>(await post('/responses', { input: [ask, call, result] }));
		expect(second.output[0].content[0].text).toBe('It is lost.');
	});

	it('streams what it says, word by word', async () => {
		const messages = [{ role: 'user', content: 'Hello' }];
		const asked = { messages, stream: true, stream_options: { include_usage: true } };
		const chunks = await eventsOf<Chosen>(await post('/chat/completions', asked));
		const words = chunks.flatMap(({ choices }) => choices[0]?.delta.content || []);
		expect(words).toEqual(['Good ', 'morning ', 'to ', 'you']);
		expect(chunks.at(-1)?.usage?.total_tokens).toBe(2);

		const events = await eventsOf<StreamEvent>(
			await post('/responses', { input: 'Hello', stream: true }),
		);
		expect(events.flatMap(({ delta }) => delta ?? [])).toEqual(words);
		expect(events.at(-1)?.response.output[0].content[0].text).toBe('Good morning to you');
	});

	it('streams a tool call', async () => {
		const messages = [{ role: 'user', content: 'My parcel?' }];
		const path = '/chat/completions';
		const asked = { messages, tools: tools[path], stream: true };
		const chunks = await eventsOf<Chosen>(await post(path, asked));
		const [call] = chunks.flatMap(({ choices }) => choices[0].delta.tool_calls ?? []);
		expect(call.function).toEqual({ name: 'track', arguments: '{"order":4711}' });

		const newer = { input: 'My parcel?', tools: tools['/responses'], stream: true };
		const events = await eventsOf<StreamEvent>(await post('/responses', newer));
		expect(events.at(-1)?.response.output[0]).toMatchObject({ name: 'track' });
	});

	it('has a default script, and hands over when a person is wanted or it knows nothing', async () => {
		const own = await startModel();
		const parameters = { properties: { summary: {} } };
		const tool = { type: 'function', name: 'Handover_to_Human', parameters };
		const asked = { model: modelName, tools: [tool] };
		const questions = ['Hello', 'A person, please', 'Which colour suits me?'];
		const answers = questions.map(async (input) => {
			const headers = { authorization: `Bearer ${modelKey}`, 'content-type': 'application/json' };
			const body = JSON.stringify({ ...asked, input });
			const response = await fetch(`${own.url}/responses`, { method: 'POST', headers, body });
			return (await json<Responded>(response)).output[0];
		});
		const [words, ...calls] = await Promise.all(answers);
		await own.close();

		expect(words.content[0].text).toMatch(/^Hello! Ask me/);
		const handOver = { name: tool.name, type: 'function_call' };
		expect(calls).toMatchObject([
			{ ...handOver, arguments: '{"summary":"Wants a person: A person, please"}' },
			{ ...handOver, arguments: '{"summary":"I do not know the answer: Which colour suits me?"}' },
		]);
	});

	it('thinks as long as a rule says', async () => {
		const before = Date.now();
		await post('/responses', { input: 'slow' });
		expect(Date.now() - before).toBeGreaterThanOrEqual(295);
	});

	it.each([
		['a failure that the script wants', { input: 'It is broken' }, 503, 'Overloaded'],
		['what no rule answers', { input: 'Who?' }, 400, 'No rule of the script answers "Who?".'],
		['a tool that was not offered', { input: 'My parcel?' }, 400, /There is no tool track/],
	])('answers %s with an error', async (_, body, status, message) => {
		const response = await post('/responses', body);
		expect(response.status).toBe(status);
		const { error } = await json<{ error: { message: string } }>(response);
		expect(error.message).toMatch(message);
	});

	it('takes only its own key, and tells what models it has', async () => {
		expect((await post('/responses', { input: 'Hello' }, 'other')).status).toBe(401);
		const headers = { authorization: `Bearer ${modelKey}` };
		const models = await fetch(`${model.url}/models`, { headers });
		const { data } = await json<{ data: Array<{ id: string }> }>(models);
		expect(data.map(({ id }) => id)).toEqual([modelName]);
	});
});
