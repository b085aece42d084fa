import type { Answer, Asked, Said, Tool } from './script';

/** The body of `POST /v1/chat/completions`, as far as the script needs it. */
export interface CompletionsBody {
	model: string;
	messages: Array<{ role: string; content?: Content | null }>;
	tools?: Array<{ function: Declared }>;
	stream?: boolean;
	stream_options?: { include_usage?: boolean };
}

/** A tool as the API declares it. */
export interface Declared {
	name: string;
	/** A JSON schema. */
	parameters?: { properties?: object };
}

type Content = string | Array<{ text?: string }>;

export function askedIn({ model, messages, tools = [] }: CompletionsBody): Asked {
	const said = messages.map(({ role, content }) => ({
		role: roleOf(role),
		text: textOf(content ?? ''),
	}));
	return {
		model,
		said,
		last: said[said.length - 1],
		tools: tools.map((each) => toolOf(each.function)),
	};
}

export function toolOf({ name, parameters }: Declared): Tool {
	return { name, takes: Object.keys(parameters?.properties ?? {}) };
}

/** OpenAI's newer models call the system "developer". */
export function roleOf(role: string): Said['role'] {
	return role === 'developer' ? 'system' : (role as Said['role']);
}

export function textOf(content: Content): string {
	return typeof content === 'string' ? content : content.map(({ text = '' }) => text).join('');
}

export function completion(number: number, model: string, answer: Answer): object {
	const message = { role: 'assistant', content: answer.text ?? null, ...toolCalls(number, answer) };
	return {
		...head(number, model, 'chat.completion'),
		choices: [{ index: 0, message, finish_reason: reasonOf(answer), logprobs: null }],
		usage,
	};
}

/** The same as a stream of server-sent events. */
export function* completionEvents(
	number: number,
	{ model, stream_options: options }: CompletionsBody,
	answer: Answer,
): Generator<string> {
	const chunk = (choices: object[], more = {}) =>
		`data: ${JSON.stringify({ ...head(number, model, 'chat.completion.chunk'), choices, ...more })}\n\n`;
	const part = (delta: object, finish_reason: string | null = null) =>
		chunk([{ index: 0, delta, finish_reason }]);
	yield part({ role: 'assistant', content: answer.text === undefined ? null : '' });
	for (const content of piecesOf(answer.text)) yield part({ content });
	const { tool_calls: calls = [] } = toolCalls(number, answer);
	if (calls.length > 0) yield part({ tool_calls: calls });
	yield part({}, reasonOf(answer));
	if (options?.include_usage) yield chunk([], { usage });
	yield 'data: [DONE]\n\n';
}

export function piecesOf(text = ''): string[] {
	return text.match(/\S+\s*|\s+/g) ?? [];
}

const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };

function head(number: number, model: string, object: string) {
	return { id: `chatcmpl-${number}`, object, created: Math.floor(Date.now() / 1000), model };
}

function toolCalls(number: number, { calls }: Answer) {
	if (calls.length === 0) return {};
	const tool_calls = calls.map(({ name, arguments: given }, index) => ({
		...{ index, id: `call_${number}_${index}`, type: 'function' },
		function: { name, arguments: JSON.stringify(given) },
	}));
	return { tool_calls };
}

function reasonOf({ calls }: Answer): string {
	return calls.length > 0 ? 'tool_calls' : 'stop';
}
