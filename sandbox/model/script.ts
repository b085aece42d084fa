import { setTimeout as sleep } from 'node:timers/promises';

/** The messages so far, in the roles that chat models know. */
export interface Said {
	role: 'system' | 'user' | 'assistant' | 'tool';
	text: string;
}

/** A tool on offer, with the names of its parameters. */
export interface Tool {
	name: string;
	takes: string[];
}

export interface Asked {
	model: string;
	/** All messages, oldest first. */
	said: Said[];
	/** The newest one: somebody's question or a tool's answer. */
	last: Said;
	tools: Tool[];
}

export interface ToolCall {
	name: string;
	arguments: Record<string, unknown>;
}

/** The model's answer: text or tool calls. */
export interface Answer {
	text?: string;
	calls: ToolCall[];
}

type By<T> = T | ((asked: Asked) => T);

/** One scripted answer. */
export interface Rule {
	/** Whom it answers: a person by default. */
	from?: 'user' | 'tool';
	/** The text that it answers; any by default. */
	to?: RegExp | ((asked: Asked) => boolean);
	/** Milliseconds of thinking. */
	thinks?: By<number>;
	says?: By<string>;
	/** Several at once, for n8n to carry out side by side. */
	calls?: By<ToolCall | ToolCall[]>;
	/** Refuses with this status instead of answering. */
	fails?: { status: number; message: string };
}

/** Why there is no answer, in the API's form. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}

/** The answer of the first matching rule. Throws a Refusal if none matches or the rule says so. */
export async function answerBy(rules: Rule[], asked: Asked): Promise<Answer> {
	const rule = rules.find((each) => fits(each, asked));
	if (!rule) throw new Refusal(400, `No rule of the script answers "${asked.last.text}".`);
	await sleep(valueOf(rule.thinks, asked) ?? 0);
	if (rule.fails) throw new Refusal(rule.fails.status, rule.fails.message);
	const calls = [valueOf(rule.calls, asked) ?? []].flat();
	const names = asked.tools.map(({ name }) => name);
	const unknown = calls.find(({ name }) => !names.includes(name));
	if (unknown) {
		throw new Refusal(400, `There is no tool ${unknown.name} among ${names.join(', ')}.`);
	}
	return { text: valueOf(rule.says, asked), calls };
}

function fits({ from = 'user', to }: Rule, asked: Asked): boolean {
	if (asked.last.role !== from) return false;
	if (typeof to === 'function') return to(asked);
	return to?.test(asked.last.text) ?? true;
}

function valueOf<T extends string | number | ToolCall | ToolCall[]>(
	value: By<T> | undefined,
	asked: Asked,
): T | undefined {
	return typeof value === 'function' ? value(asked) : value;
}
