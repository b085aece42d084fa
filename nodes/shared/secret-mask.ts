import type { Reply } from './connection-problems';
import { cleanText } from './text';

/** Shorter secrets would match any text by chance. */
const SHORTEST = 8;

/** More levels than n8n itself can store or show. */
const DEEPEST = 500;

/**
 * Covers the secrets of a credential wherever a server, or something in front of it, sends them
 * back: an error page that shows the request, an address in a redirect. Also in URL, JSON and Basic
 * auth encoding.
 */
export class SecretMask {
	private readonly learnt = new Set<string>();
	/** Patterns for each way in which a secret may be written. */
	private readonly forms = new Set<string>();
	private pattern?: RegExp;

	/**
	 * `secrets` is called again and again: a login brings a new token, and the old one stays covered.
	 * Secrets that are made for each request are told by a pattern.
	 */
	constructor(private readonly secrets: () => unknown[]) {
		this.learn();
	}

	/** The value itself, or a copy without the secrets in it. */
	hide<T>(value: T): T {
		this.learn();
		if (!this.pattern || !this.isIn(value, this.pattern)) return value;
		return this.masked(value, this.pattern) as T;
	}

	hideInReply(reply: Reply): Reply {
		if ('problem' in reply) return { problem: this.hide(reply.problem) };
		if (!reply.response) return reply;
		const { headers, body, ...rest } = reply.response;
		const isFile = typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
		const readable = isFile ? body : this.hide(body);
		return { ...reply, response: { ...rest, headers: this.hide(headers), body: readable } };
	}

	private learn(): void {
		const known = this.forms.size;
		for (const secret of this.secrets()) {
			if (secret instanceof RegExp) this.forms.add(secret.source);
			if (typeof secret !== 'string' || this.learnt.has(secret)) continue;
			this.learnt.add(secret);
			const text = cleanText(secret).trim();
			if (text.length >= SHORTEST) formsOf(text).forEach((form) => this.forms.add(escaped(form)));
		}
		if (this.forms.size === known) return;
		const longestFirst = [...this.forms].sort((a, b) => b.length - a.length);
		this.pattern = new RegExp(longestFirst.join('|'), 'i');
	}

	private isIn(value: unknown, pattern: RegExp, depth = 0): boolean {
		if (typeof value === 'string') return pattern.test(value);
		if (typeof value !== 'object' || value === null || depth > DEEPEST) return false;
		return Object.entries(value).some(
			([key, each]) => pattern.test(key) || this.isIn(each, pattern, depth + 1),
		);
	}

	private masked(value: unknown, pattern: RegExp, depth = 0): unknown {
		const maskText = (text: string) => text.replace(new RegExp(pattern, 'gi'), '***');
		if (typeof value === 'string') return maskText(value);
		if (typeof value !== 'object' || value === null || depth > DEEPEST) return value;
		if (Array.isArray(value)) return value.map((each) => this.masked(each, pattern, depth + 1));
		const entries = Object.entries(value).map(
			([key, each]) => [maskText(key), this.masked(each, pattern, depth + 1)] as const,
		);
		return Object.fromEntries(entries);
	}
}

function formsOf(secret: string): string[] {
	return [
		secret,
		encodeURIComponent(secret),
		JSON.stringify(secret).slice(1, -1),
		Buffer.from(secret).toString('base64').replace(/=+$/, ''),
	];
}

function escaped(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
