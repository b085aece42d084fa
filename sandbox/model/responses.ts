import { piecesOf, roleOf, textOf, toolOf } from './completions';
import type { Declared } from './completions';
import type { Answer, Asked, Said } from './script';

/** The body of `POST /v1/responses`, as far as the script needs it. */
export interface ResponsesBody {
	model: string;
	instructions?: string;
	input: string | Input[];
	/** Tools of the API itself have no name. */
	tools?: Array<Partial<Declared>>;
	stream?: boolean;
}

interface Input {
	type?: string;
	role?: string;
	content?: string | Array<{ text?: string }>;
	output?: string;
}

export function askedIn({ model, instructions, input, tools = [] }: ResponsesBody): Asked {
	const items = typeof input === 'string' ? [{ role: 'user', content: input }] : input;
	const before: Said[] = instructions ? [{ role: 'system', text: instructions }] : [];
	const said = [...before, ...items.map(saidBy)];
	const own = tools.flatMap(({ name, ...rest }) => (name ? toolOf({ name, ...rest }) : []));
	return { model, said, last: said[said.length - 1], tools: own };
}

function saidBy({ type, role = 'assistant', content = '', output }: Input): Said {
	if (type === 'function_call_output') return { role: 'tool', text: output ?? '' };
	return { role: roleOf(role), text: textOf(content) };
}

export function response(number: number, model: string, answer: Answer): object {
	return { ...responseHead(number, model), status: 'completed', output: itemsOf(number, answer) };
}

/** The same as a stream of server-sent events. */
export function* responseEvents(
	number: number,
	{ model }: ResponsesBody,
	answer: Answer,
): Generator<string> {
	let sequence_number = 0;
	const event = (type: string, more: object) =>
		`event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: sequence_number++, ...more })}\n\n`;
	const empty = { ...responseHead(number, model), status: 'in_progress', output: [] };
	yield event('response.created', { response: empty });
	for (const [output_index, item] of itemsOf(number, answer).entries()) {
		const place = { item_id: item.id, output_index };
		if ('arguments' in item) {
			const { arguments: json } = item;
			yield event('response.output_item.added', { output_index, item: { ...item, arguments: '' } });
			yield event('response.function_call_arguments.delta', { ...place, delta: json });
			yield event('response.function_call_arguments.done', { ...place, arguments: json });
		} else {
			const at = { ...place, content_index: 0 };
			yield event('response.output_item.added', { output_index, item: { ...item, content: [] } });
			yield event('response.content_part.added', { ...at, part: textPart('') });
			for (const delta of piecesOf(answer.text))
				yield event('response.output_text.delta', { ...at, delta });
			yield event('response.output_text.done', { ...at, text: answer.text ?? '' });
			yield event('response.content_part.done', { ...at, part: textPart(answer.text) });
		}
		yield event('response.output_item.done', { output_index, item });
	}
	yield event('response.completed', { response: response(number, model, answer) });
}

function itemsOf(number: number, { text, calls }: Answer) {
	if (calls.length === 0) {
		const content = [textPart(text)];
		const id = `msg_${number}`;
		return [{ id, type: 'message', role: 'assistant', status: 'completed', content }];
	}
	return calls.map(({ name, arguments: given }, index) => ({
		...{ id: `fc_${number}_${index}`, call_id: `call_${number}_${index}` },
		...{ type: 'function_call', status: 'completed', name, arguments: JSON.stringify(given) },
	}));
}

function textPart(text = '') {
	return { type: 'output_text', text, annotations: [], logprobs: [] };
}

function responseHead(number: number, model: string) {
	return {
		id: `resp_${number}`,
		object: 'response',
		created_at: Math.floor(Date.now() / 1000),
		model,
		error: null,
		incomplete_details: null,
		tools: [],
		usage: {
			input_tokens: 1,
			output_tokens: 1,
			total_tokens: 2,
			input_tokens_details: { cached_tokens: 0 },
			output_tokens_details: { reasoning_tokens: 0 },
		},
	};
}
